// Service worker of the story. A template: the build replaces the next line's null by a JSON configuration (app/pwa, Config).
const C = /*CONFIG*/null/*END*/;

// One cache per version, named after this worker's own scope: an origin may carry other sites, whose caches are not ours to
// touch. A version's cache holds only files that were verified to be of that version, and one mark: {locales, read, off}, the
// languages complete in it, the path of the story last read, and those that the reader removed. There is no
// other state, so nothing can disagree.
const ROOT = new URL(registration.scope).pathname;
const PREFIX = "sahel:" + ROOT + ":";
const NAME = PREFIX + C.version;
const MARK = ROOT + "__kept__";
const LANGS = Object.keys(C.locales);
const EXACT = { ignoreVary: true };
// What is known of every file: its size, and the beginning of its SHA-256 where its name does not carry that.
const FILES = Object.assign({}, C.lazy, ...LANGS.flatMap((l) => [C.locales[l].shell, C.locales[l].lazy]));
const HASH = /[.-]([0-9a-f]{8,}|[0-9A-Z]{8})(?=\.)/;

const mine = async () => (await caches.keys()).filter((n) => n.startsWith(PREFIX) && !n.slice(PREFIX.length).includes("/"));
const others = async () => (await mine()).filter((n) => n != NAME);
// caches.open() creates what is not there; a look must not.
const look = (name, key) => caches.match(key, { cacheName: name, ...EXACT });
const mark = async (name = NAME) => {
  const found = await look(name, MARK);
  return found ? found.json() : { locales: [], off: [] };
};
const setMark = async (value, name = NAME) => (await caches.open(name)).put(MARK, new Response(JSON.stringify(value)));
const known = (path) => [].concat(FILES[path] || 0);
const size = (paths) => paths.reduce((sum, p) => sum + known(p)[0], 0);
const lazyOf = (locales) => Object.keys(Object.assign({}, C.lazy, ...locales.map((l) => C.locales[l].lazy)));
const LAZY = new Set(lazyOf(LANGS));
const shellOf = (locales) => Object.keys(Object.assign({}, ...locales.map((l) => C.locales[l].shell)));
// assets/app.3f2a9c01.wasm -> assets/app.wasm: the same file in another version.
const stem = (path) => path.replace(HASH, "");
// The language of a path, if it is among some.
const langIn = (locales, path) => locales.find((l) => l == path.split("/")[0]);
const pathOf = (url) => new URL(url).pathname.slice(ROOT.length);

// Everything of ours that any version has: what an update must bring along.
async function wishes() {
  const all = { locales: [], off: [] };
  // Our own mark last: it has the last word on what is read and what was removed.
  for (const name of [...(await others()), NAME]) {
    const m = await mark(name);
    all.locales.push(...m.locales);
    all.read = m.read || all.read;
    all.off = m.locales.length || m.off.length ? m.off : all.off;
  }
  all.locales = LANGS.filter((l) => all.locales.includes(l));
  return all;
}

// Not where the reader took everything away.
async function wanted() {
  const { locales, off } = await wishes();
  return locales.length || !off.length;
}

// Is this the file that the build made? A 404, a portal's login page, half an upload or a mixed deploy all fail here.
async function genuine(path, response) {
  const type = response.headers.get("content-type") || "";
  const kind = /(^|\/|\.html)$/.test(path) ? "html" : { css: "css", js: "javascript", wasm: "wasm" }[path.split(".").pop()];
  const [length, sum = path.match(HASH)?.[1]] = known(path);
  if (response.status != 200 || !(kind ? type.includes(kind) : !type.includes("html"))) return false;
  if (!sum) return true;
  const body = await response.arrayBuffer();
  if (body.byteLength != length) return false;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...hash].map((b) => (b + 256).toString(16).slice(1)).join("").startsWith(sum);
}

async function store(path, response) {
  // A redirected response cannot answer a navigation, and put() refuses "Vary: *": only then is it wrapped anew, since a
  // wrapped one loses its address and with it the browser's code cache.
  if (response.redirected || /\*/.test(response.headers.get("vary"))) {
    response = new Response(response.body, { headers: { "content-type": response.headers.get("content-type") } });
  }
  await (await caches.open(NAME)).put(ROOT + path, response);
}

// What is being fetched on the reader's word ends on the reader's word: "remove" does not wait behind a slow download.
let job = new AbortController();

// Brings one file into this version's cache: from there, from another version's (unchanged files cost nothing), from the
// browser's cache (the page has just loaded most of them), and only then from the network past a cache that may be poisoned.
async function take(path, signal) {
  const key = ROOT + path;
  if (await look(NAME, key)) return;
  const sources = (await others()).map((name) => () => look(name, key));
  sources.push(...["default", "reload"].map((cache) => () => fetch(key, { cache, mode: "same-origin", signal })));
  for (const source of sources) {
    const response = await source().catch(() => 0);
    if (response && (await genuine(path, response.clone()).catch(() => 0))) return store(path, response);
  }
  throw Error(path);
}

// One by one, and on past a failure: what has been brought stays, and the next attempt starts from there.
async function takeAll(paths, tell) {
  const { signal } = job; // as it is now: what begins after a "remove" is not ended by it
  const failed = [];
  let done = 0, bytes = 0;
  for (const path of paths) {
    try {
      await take(path, signal);
      bytes += size([path]);
    } catch (e) {
      if (e.name == "QuotaExceededError") throw e;
      failed.push(path);
    }
    if (tell) tell({ type: "progress", done: ++done, total: paths.length, bytes, size: size(paths) });
  }
  if (failed.length) throw Object.assign(Error("incomplete"), { failed });
}

// Old versions go when nobody needs them: not before this one has every language they have, and not while another tab may
// still ask for an old file. Outside activation, an unmarked cache is an update being fetched: it stays, to be resumed.
async function sweep(activating) {
  if (!activating && (registration.waiting || registration.installing)) return;
  const { locales } = await mark();
  if ((await wishes()).locales.some((l) => !locales.includes(l))) return;
  if ((await clients.matchAll({ type: "window", includeUncontrolled: true })).filter((c) => c.url.startsWith(registration.scope)).length > 1) return;
  for (const name of await others()) if (activating || (await look(name, MARK))) await caches.delete(name);
}

// An update: every language kept and every lazy file in use, verified, or this version never becomes installed.
addEventListener("install", (event) => event.waitUntil((async () => {
  const want = await wishes();
  const used = new Set();
  for (const name of await others()) {
    if (await look(name, MARK)) for (const path of await pathsIn(name)) used.add(stem(path));
  }
  await takeAll([...shellOf(want.locales), ...[...LAZY].filter((p) => used.has(stem(p)))]).catch(async (e) => {
    // What was brought is resumed by the next attempt, unless it would crowd out the version that works.
    if (e.name == "QuotaExceededError" && !(await look(NAME, MARK))) await caches.delete(NAME);
    throw e;
  });
  if (want.locales.length || want.off.length) await setMark(want);
})()));

// Claiming is for the first visit only (an updated page already has a worker): so that what it loads lazily is kept too.
addEventListener("activate", (event) => event.waitUntil(sweep(true).then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method != "GET" || request.headers.has("range")) return;
  if (url.origin != location.origin || !url.pathname.startsWith(ROOT)) return;
  const path = pathOf(url).replace(/(^|\/)index\.html$/, "$1");
  event.respondWith(request.mode == "navigate" ? page(request, url, path) : asset(event, url, path));
});

// A cache that fails (a damaged profile, some private windows), or does not answer, must never close a site whose network is there:
// whoever asks it for an answer asks like this, and goes on without.
const PATIENCE = 3000;
const trying = (asked) => Promise.race([asked.catch(() => {}), new Promise((done) => setTimeout(done, PATIENCE))]);

// A page comes from a version in which its language is complete, whatever its query says: readers arrive with ?utm_source=.
async function kept(path) {
  for (const name of [NAME, ...(await others())]) {
    if (langIn((await mark(name)).locales, path)) {
      const found = await look(name, ROOT + path);
      if (found) return found;
    }
  }
}

async function page(request, url, path) {
  // A page's relative links need its slash, so this is a redirect, not an alias.
  const go = (to) => Response.redirect(ROOT + to + url.search, 302);
  if (!FILES[path] && FILES[path + "/"]) return go(path + "/");
  const state = async () => (await trying(wishes())) || { locales: [] };
  const leads = !path && !url.searchParams.has("choose"); // the root leads to a language; whoever asks for the choice gets it
  if (leads) {
    const { locales, read } = await state();
    if (FILES[read] && langIn(locales, read)) return go(read);
  }
  const found = kept(path);
  return (await trying(found)) || fetch(request).catch(async () => {
    const { locales } = await state();
    return (await trying(found)) || (leads && locales[0] ? go(locales[0] + "/") : sorry(path, locales));
  });
}

async function stored(path) {
  for (const name of [NAME, ...(await others())]) {
    const found = await look(name, ROOT + path);
    if (found) return found;
  }
}

// Files have their hash in their name, so any version's cache may answer; a page fetched by script (language switch) may not.
async function asset(event, url, path) {
  const { request } = event;
  const found = /(^|\/|\.html)$/.test(path) ? kept(path) : url.search ? Promise.resolve() : stored(path);
  const there = await trying(found);
  if (there) return there;
  const response = await fetch(request).catch(async (e) => (await trying(found)) || Promise.reject(e));
  if (LAZY.has(path) && !url.search && response.ok) {
    const [check, copy] = [response.clone(), response.clone()];
    // The page has its stream at once (WebAssembly compiles while it arrives); the copy is kept only if it proves right.
    event.waitUntil((async () => {
      if ((await wanted()) && (await genuine(path, check))) await store(path, copy);
    })().catch(() => {}));
  }
  return response;
}

// The answer when a page is neither kept nor to be had. In its own language, and never a dead end.
function sorry(path, locales) {
  const esc = (s) => s.replace(/[&<>"]/g, (c) => "&#" + c.charCodeAt() + ";");
  const lang = langIn(LANGS, path) || LANGS.find((l) => navigator.language.startsWith(l)) || LANGS[0];
  const { title, dir } = C.locales[lang];
  const text = C.messages[lang];
  const links = locales.map((l) => `<li><a href="${ROOT + l}/" lang="${l}" dir="${C.locales[l].dir}">${esc(C.locales[l].title)}</a>`);
  return new Response(
    `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta name="color-scheme" content="light dark"><title>${esc(title)}</title>` +
      `<style>body{font:1.1em/1.6 sans-serif;max-width:32em;margin:3em auto;padding:0 1em}a{padding:.5em 0;display:inline-block}</style>` +
      `<main><h1>${esc(title)}</h1><p>${esc(text.notKept)}<p><a href="">${esc(text.retry)}</a>` +
      (links[0] ? `<h2>${esc(text.kept)}</h2><ul>${links.join("")}</ul>` : ""),
    { status: 503, headers: { "content-type": "text/html;charset=utf-8", "content-security-policy": "default-src 'none';style-src 'unsafe-inline'" } },
  );
}

const pathsIn = async (name) => ((await caches.has(name)) ? (await (await caches.open(name)).keys()).map((k) => pathOf(k.url)) : []);

const on = {
  // {locale, all: every language, lazy: the files otherwise kept on first use, auto: not asked by the reader}
  async keep({ locale, read = locale + "/", all, lazy, auto }, tell) {
    const m = await wishes();
    if (!LANGS.includes(locale)) throw Error("locale");
    const add = (all ? LANGS : [locale]).filter((l) => !auto || !m.off.includes(l));
    const locales = LANGS.filter((l) => m.locales.includes(l) || add.includes(l));
    const want = { read, locales, off: m.off.filter((l) => !add.includes(l)) };
    if (locales.length) {
      const own = await mark(), had = own.locales;
      // Before the files, which may take minutes or never come: the root leads to what is read now.
      if (had[0]) await setMark({ ...own, read });
      // Each language by itself: one that cannot be completed must not cost the others their place.
      const paths = [...shellOf(add), ...(lazy ? lazyOf(add) : [])];
      await takeAll(paths, (p) => tell({ ...p, locale }));
      const rest = locales.filter((l) => !add.includes(l));
      want.locales = LANGS.filter((l) => add.includes(l) || had.includes(l));
      await setMark(want);
      for (const l of rest.filter((l) => !had.includes(l))) {
        await takeAll(shellOf([l])).then(() => setMark({ ...want, locales: (want.locales = [...want.locales, l]) }), () => {});
      }
      await sweep();
    }
    return on.kept();
  },
  // What the page had before this worker saw it ask: on a first visit, the client. It comes from the browser's cache.
  async used({ urls }) {
    if (await wanted()) await takeAll(urls.map(pathOf).filter((p) => LAZY.has(p)));
    return on.kept();
  },
  async kept() {
    return { type: "kept", locales: (await mark()).locales, bytes: size(await pathsIn(NAME)) };
  },
  async status() {
    const [{ locales, read, off }, paths] = [await mark(), await pathsIn(NAME)];
    const bytes = Object.fromEntries(LANGS.map((l) => [l, { kept: size(shellOf([l]).filter((p) => paths.includes(p))), size: size(shellOf([l])) }]));
    const lazy = { kept: size(paths.filter((p) => LAZY.has(p))), size: size([...LAZY]) };
    return { type: "status", version: C.version, locales, read, off, bytes, lazy, total: size(paths), waiting: !!registration.waiting };
  },
  async remove({ locale, all }) {
    const gone = all || locale == "all" ? LANGS : [locale];
    const m = await mark();
    const left = m.locales.filter((l) => !gone.includes(l));
    const off = LANGS.filter((l) => gone.includes(l) || m.off.includes(l));
    for (const name of await mine()) {
      const theirs = (await mark(name)).locales.filter((l) => !gone.includes(l));
      if (!left.length && !theirs.length) await caches.delete(name);
      else if (name != NAME) await setMark({ locales: theirs, off }, name);
    }
    // The mark first: a language is never called complete while its files are going. And it stays when all is removed, so
    // that the next visit does not quietly keep again what the reader took away.
    await setMark({ ...m, locales: left, off });
    const stay = new Set([...shellOf(left), ...(left.length ? lazyOf(left) : [])]);
    const cache = await caches.open(NAME);
    for (const path of [...shellOf(gone), ...lazyOf(gone)]) if (!stay.has(path)) await cache.delete(ROOT + path, EXACT);
    return on.kept();
  },
  async apply() {
    await skipWaiting();
    return on.version();
  },
  // The page asks before it believes in a worker: an empty file, or another site's, is installed as willingly, and says nothing.
  async version() {
    return { type: "version", version: C.version, corrected: C.corrected };
  },
};

// One message after another, so that no two of them work on the same mark; questions and "apply" change none and do not wait.
let queue = Promise.resolve();
addEventListener("message", (event) => {
  const data = event.data || {};
  const to = event.ports[0] || event.source;
  const tell = (m) => to && !data.hop && to.postMessage(m);
  if (!Object.hasOwn(on, data.type)) return;
  // A version that waits has to hold what is kept meanwhile, or activating it would lose that.
  const changes = /keep|remove|used/.test(data.type);
  if (!data.hop && changes && registration.waiting) registration.waiting.postMessage({ ...data, hop: 1 });
  const work = () => on[data.type](data, tell).then(tell, (e) => {
    tell({ type: "error", code: e.name == "QuotaExceededError" ? "quota" : e.message, failed: e.failed, locale: data.locale });
    // Files that do not match may be those of a newer version: look for it. Not awaited: browsers put this off for minutes.
    if (e.failed && !data.hop) registration.update().catch(() => {});
  });
  if (data.type == "remove") {
    job.abort();
    job = new AbortController();
  }
  event.waitUntil(changes ? (queue = queue.then(work)) : work());
});
