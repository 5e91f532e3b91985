// Layer 1. Runs before the Go client, and without it where it never comes: guards storage, keeps the graphics in step with
// the text where CSS cannot, decides when the client is worth fetching, and fetches what speaks with a host page when framed.

const root = document.documentElement;
const data = root.dataset;
const framed = window !== window.top;

// In an opaque-origin sandbox, or where third-party storage is blocked, touching storage throws, and go-app does so at start. Asking
// at all waits for the disk, so it is done where storage is needed, not at the start of every page.
function guard() {
  for (const kind of ["localStorage", "sessionStorage"]) {
    try {
      window[kind].getItem("x");
    } catch (e) {
      const kept = new Map();
      Object.defineProperty(window, kind, { configurable: true, value: {
        getItem: (k) => (kept.has(k) ? kept.get(k) : null),
        setItem: (k, v) => void kept.set(k, String(v)),
        removeItem: (k) => void kept.delete(k),
        clear: () => kept.clear(),
        key: (i) => [...kept.keys()][i] ?? null,
        get length() { return kept.size; },
      } });
    }
  }
}

// Trusted Types: ECharts empties elements with innerHTML; nothing else may write markup, but pages of our own origin.
let own = { createHTML: (s) => s };
if (window.trustedTypes) {
  try {
    trustedTypes.createPolicy("default", { createHTML: (s) => (s === "" || s === "null" ? "" : null), createScriptURL: (u) => (new URL(u, location.href).origin === location.origin ? u : null) });
    own = trustedTypes.createPolicy("explainer", { createHTML: (s) => s });
  } catch (e) { /* a second start in one document */ }
}

// --- The active step, by the rule of components/scroll: the last step whose top has crossed LINE of the viewport. ---
// LINE is put in by the build (app/build/pack), from that package.
const timelines = CSS.supports("animation-timeline: view()") && CSS.supports("timeline-scope: --a");
let story, steps = [], scenes = [], queued = false, slice = null, frame = null, held = null, at = 0;

function read() {
  story = document.getElementById("story");
  [steps, scenes] = ["[data-step]", ".scene"].map((of) => [...(story?.querySelectorAll(of) || [])]);
}
function place() {
  queued = false;
  if (document.readyState === "loading") read(); // what has come by now
  if (data.ready !== "static" || data.mode === "stepper" || !steps.length) return;
  const line = slice ? slice.top + (slice.bottom - slice.top) * LINE : innerHeight * LINE;
  // From where it was on: a frame asks two steps where they stand, and writes what has changed.
  const crossed = (i) => steps[i] && topOf(i) <= line;
  while (at && !crossed(at)) at--;
  while (crossed(at + 1)) at++;
  held = scrollY && [at, topOf(at) / innerHeight, innerWidth];
  const id = steps[at].dataset.step;
  if (story.at === (story.at = id + steps.length + data.steps)) return;
  story.dataset.activeStep = id;
  if (data.steps !== "js") return;
  for (const scene of scenes) {
    let state;
    for (const s of scene.querySelectorAll("[data-step]")) if (!state || steps.indexOf(s) <= at) state = s.dataset.state;
    for (const layer of scene.querySelectorAll(".layer")) layer.toggleAttribute("data-shown", layer.dataset.state === state);
  }
}
const topOf = (i) => steps[i].getBoundingClientRect().top;
// A phone that is turned keeps its step, and the step its place in the view, as the client does (components/shell/engine/hold.go).
function turn() {
  if (held && data.ready === "static" && !framed && held[2] !== innerWidth) {
    const [i, at] = held, top = topOf(i), next = steps[i + 1], line = innerHeight * LINE;
    let to = at * innerHeight;
    if (next) to = Math.max(to, line - topOf(i + 1) + top + 1);
    if (at <= LINE) to = Math.min(to, line);
    if (next || at > 0) scrollBy({ top: top - to, behavior: "instant" });
  }
  ask();
}
function ask() {
  if (!queued && data.ready === "static") { queued = true; requestAnimationFrame(place); }
}

const idle = window.requestIdleCallback || setTimeout;

// --- What stands behind the first screen is laid out a part a frame, when nothing else waits, or as it comes near; as it is parsed
// where the reader is under way: by a link to a step, on coming back to an offset that the browser kept, in a frame. Its height is
// known well enough (web/css/02-story.css), its headings not yet to a screen reader. ---
let laid = null;
const lay = () => laid ??= new Promise((done) => {
  const part = () => {
    const next = document.querySelector(".later");
    if (!next || "whole" in data) return done();
    next.classList.remove("later");
    requestAnimationFrame(() => (asked ? part() : idle(part, { timeout: 200 }))); // whoever waits for the client waits for frames alone
  };
  part();
});
if (framed || location.hash || performance.getEntriesByType("navigation")[0]?.type !== "navigate") data.whole = "";

data.boot = "";
if (!framed && "cards" in data && !/embed=/.test(location.search)) location.replace("./" + location.hash); // the page for frames, in a window of its own
if (!timelines || data.mode === "tall") data.steps = "js";
addEventListener("scroll", ask, { passive: true });
addEventListener("resize", turn);
addEventListener("sahel:slice", (e) => { window.sahelBoot.slice = slice = e.detail; data.steps = "js"; ask(); });
ask();

// --- What go-app expects of its page. ---
let prompt = null;
window.goappNav = window.goappOnUpdate = window.goappOnAppInstallChange = () => {};
window.goappGetenv = (k) => ({ GOAPP_ROOT_PREFIX: "", GOAPP_STATIC_RESOURCES_URL: "", GOAPP_INTERNAL_URLS: "[]" })[k];
window.goappIsAppInstalled = () => matchMedia("(display-mode: standalone)").matches || !!navigator.standalone;
window.goappIsAppInstallable = () => !!prompt && !window.goappIsAppInstalled();
window.goappShowInstallPrompt = async () => {
  const p = prompt;
  prompt = null;
  if (p) try { await p.prompt(); } catch (e) { /* the system would not have it now */ }
};
addEventListener("beforeinstallprompt", (e) => { e.preventDefault(); prompt = e; window.goappOnAppInstallChange(); });
addEventListener("appinstalled", () => { prompt = null; window.goappOnAppInstallChange(); });

// --- What the Go client asks of this layer. ---
let worker = null;
function send(target, message, reply) {
  const channel = new MessageChannel();
  channel.port1.onmessage = (e) => reply(e.data);
  target.postMessage(message, [channel.port2]);
}
window.sahelBoot = {
  framed,
  async page(url) { // another language's page, parsed and inert
    const res = await fetch(url, { credentials: "omit" });
    if (!res.ok || !/text\/html/.test(res.headers.get("content-type"))) throw new Error("no page");
    return new DOMParser().parseFromString(own.createHTML(await res.text()), "text/html");
  },
  adopted() { frame?.part(); data.whole = ""; read(); },
  goTo: (id) => frame?.scrollToStep(id),
  tell(message, reply) { // a message to the service worker, if there is one
    const target = worker && (worker.active || worker.waiting || worker.installing);
    if (!target) return false;
    send(target, JSON.parse(message), reply);
    return true;
  },
  apply() {
    if (!worker?.waiting) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.waiting.postMessage({ type: "apply" });
  },
  script(url) { // a script of our own, run once
    return new Promise((done, fail) => {
      const s = document.createElement("script");
      s.src = url;
      s.onload = () => done();
      s.onerror = () => { s.remove(); fail(new Error("no script")); };
      document.head.append(s);
    });
  },
};

// --- Layer 2: the Go client, when it is worth its bytes. ---
let asked = false;
async function client() {
  if (asked || !data.wasm || !window.WebAssembly) return;
  asked = true;
  guard();
  keep();
  lay(); // while it is fetched: it measures, which would lay out all the rest at one go
  try {
    await window.sahelBoot.script(data.exec);
    const go = new Go();
    const res = fetch(data.wasm);
    const ok = WebAssembly.instantiateStreaming
      ? await WebAssembly.instantiateStreaming(res, go.importObject).catch(async () => WebAssembly.instantiate(await (await fetch(data.wasm)).arrayBuffer(), go.importObject))
      : await WebAssembly.instantiate(await (await res).arrayBuffer(), go.importObject);
    await laid;
    await whole; // its place is at the end of the document
    go.run(ok.instance).then(quiet, quiet); // it never returns while it lives
  } catch (e) { quiet(); }
}
function quiet() { // the layer below goes on; say nothing alarming
  data.client = "failed";
  if (data.ready !== "static") { data.ready = "static"; if (!timelines) data.steps = "js"; else delete data.steps; }
  ask();
}
const net = navigator.connection || {};
const frugal = net.saveData || /2g/.test(net.effectiveType) || (navigator.deviceMemory < 1);
if (!frugal) {
  // A phone waits for the reader to do something: whoever leaves at once pays for no client, and whoever stays has, until it comes,
  // graphics that follow by CSS.
  const once = { once: true, passive: true };
  const start = () => idle(client, { timeout: 3000 });
  const slow = net.effectiveType === "3g", phone = matchMedia("(pointer: coarse)").matches;
  if (slow || phone) for (const e of ["pointerdown", "keydown", "wheel", "touchstart", "scroll"]) addEventListener(e, start, once);
  if (!slow) addEventListener("load", () => (phone ? setTimeout(start, 1e4) : start()), once);
}

// --- Who says it: a clause or a mark is asked, and the entries of its records (components/story/evidence.go) are copied into one panel. Where
// there are no popovers the list that holds them opens instead. ---
let asking = [], n = 0;
const mark = (at) => {
  for (const e of document.querySelectorAll("[data-asked]")) delete e.dataset.asked;
  if (at) at.dataset.asked = "";
};
function tell(by) {
  const at = asking[n = (n + by + asking.length) % asking.length], pop = document.getElementById("evidence");
  const ids = at && (at.dataset.e?.split(" ") || [...at.querySelectorAll("td:last-child a")].map((a) => a.hash.slice(3)));
  const found = ids?.map((id) => document.getElementById("e-" + id)).filter(Boolean) || [];
  if (!found[0] || !pop) return;
  if (!pop.togglePopover) {
    found[0].closest("details").open = true;
    return found[0].scrollIntoView();
  }
  const [words, list] = pop.firstChild.children;
  words.textContent = at.cells ? [...at.cells].slice(0, 4).map((c) => c.textContent).filter(Boolean).join(" · ") : at.textContent;
  pop.dataset.of = asking.length;
  list.replaceChildren(...found.map((e) => (e = e.cloneNode(true), e.id = "", e)));
  at.closest(".more")?.setAttribute("open", "");
  pop.popover = "auto"; // as attributes of the page Chromium 109 would complain of the one, today's of the other in a frame
  pop.autofocus = true;
  pop.togglePopover(true);
  pop.scrollTop = 0;
  mark(at);
}
document.addEventListener("click", (e) => {
  const find = (of) => e.target.closest?.(of), at = find("a.t,.c,.why,[data-row],[data-by]"), row = at?.dataset.row;
  if (!at || at.href || getSelection() + "") return;
  if (at.dataset.by) return tell(+at.dataset.by);
  asking = row && at.dataset.e ? [at] : row ? [...document.querySelectorAll(`#data-${find("[data-graphic]")?.dataset.graphic} tr`)].filter((r) => r.dataset.m === row) : [...find(".card,li p").querySelectorAll(".c")];
  n = Math.max(0, asking.indexOf(at));
  const { top, bottom } = at.getBoundingClientRect(), up = bottom > innerHeight * 0.55; // beside what was asked
  root.style.setProperty("--ev-y", (up ? innerHeight - top : bottom) + "px");
  data.evidence = up ? "up" : "";
  tell(0);
});
document.addEventListener("keydown", (e) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
  if (!by || !e.target.closest?.("#evidence")) return;
  e.stopPropagation();
  tell(root.dir === "rtl" ? -by : by);
}, true);
document.addEventListener("toggle", (e) => e.target.id === "evidence" && e.newState === "closed" && mark(), true);

// --- The language and the length last read, and the app kept for reading offline. The other length goes on at the step in view. ---
document.addEventListener("click", (e) => {
  const a = e.target.closest?.("a[data-locale],a[data-depth]"), step = story?.dataset.activeStep;
  if (a?.dataset.depth) a.hash = step === steps[0].id ? "" : step;
  for (const k in a?.dataset) try { localStorage.setItem("sahel." + k, a.dataset[k]); } catch (err) { /* full or blocked */ }
}, true);
async function keep() {
  if (worker || framed || !data.sw) return;
  worker = {};
  try { // where there are no workers there is nothing to register with
    worker = await register(data.sw);
    worker.addEventListener("updatefound", () => {
      const fresh = worker.installing;
      fresh?.addEventListener("statechange", () => fresh.state === "installed" && meet());
    });
    meet();
    for (const e of ["online", "visibilitychange"]) addEventListener(e, () => document.hidden || worker.update().catch(() => {}));
    const ready = await navigator.serviceWorker.ready;
    version(ready.active);
    // A first visit asks for the client before the worker sees what it asks for.
    new PerformanceObserver((list) => {
      const urls = list.getEntries().filter((e) => !e.workerStart).map((e) => e.name);
      if (urls[0] && ready.active) ready.active.postMessage({ type: "used", urls });
    }).observe({ type: "resource", buffered: true });
    if (data.page === "story") ready.active.postMessage({ type: "keep", locale: data.locale, read: data.reads, auto: true, lazy: window.goappIsAppInstalled() });
  } catch (e) { /* reading goes on without */ }
}
// A worker that does not say its version is none of ours: an empty file, or another site's. The spare one is registered over it, so
// that what is kept stays readable. The reader is told of another version that waits behind one at work: on a first visit, where
// WebKit tells of the worker when it controls the page already, nothing does.
// Each is asked once, as soon as it is there: Chromium does not let a new worker take over (skipWaiting) from one that is spoken to then.
const version = (w) => w && (w.said ??= new Promise((done) => {
  send(w, { type: "version" }, done);
  setTimeout(() => done(w.state === "redundant" ? {} : 0), 5e3); // whoever has been replaced meanwhile need not answer
}));
async function meet() {
  const [fresh, mine] = await Promise.all([worker.waiting, worker.active].map(version));
  if (fresh === 0 || mine === 0) {
    spare ??= register(data.sw.replace(/\.js$/, "-spare.js")).catch(() => {});
  } else if (fresh?.version && mine?.version && fresh.version !== mine.version) {
    window.sahelBoot.fresh = fresh.corrected > mine.corrected ? "corrected" : "new"; // the client may not be there yet: it looks when it comes
    window.goappOnUpdate();
  }
}
const register = (url) => navigator.serviceWorker.register(url, { updateViaCache: "none" });
let spare;
// What need not be there for the first screen and the first scroll waits until both have had their time.
addEventListener("load", () => setTimeout(idle, 2000, () => { lay(); keep(); }));

// --- What needs the whole document. The rest of this layer is there as soon as the first chapter is. ---
function parsed() {
  read();
  ask();
  const button = document.querySelector("[data-ask]");
  if (button) {
    button.hidden = !frugal;
    button.addEventListener("click", () => { button.hidden = true; client(); });
  }
  if (data.page === "choose") {
    guard();
    const kept = localStorage.getItem("sahel.locale");
    const link = [...document.querySelectorAll("a[data-locale]")].find((a) => a.dataset.locale === kept);
    if (link && !/[?&]choose/.test(location.search)) location.replace(link.href + (localStorage.getItem("sahel.depth") === data.depths ? data.depths + "/" : "") + location.hash);
  }
  if (framed || /[?&](embed|mode|chapter)=/.test(location.search)) { // readers of the page itself do not pay for it
    window.sahelBoot.script(data.frame).then(() => {
      frame = window.sahelFrame({
        root, story, goTo: (id) => document.getElementById(id)?.scrollIntoView(),
        onLocale: (locale) => dispatchEvent(new CustomEvent("sahel:locale-asked", { detail: { locale } })),
      });
      read(); // an embed of a part has lost the rest of the steps
      ask();
    }, () => { /* the page reads on in whatever box it has */ });
  }
}
const whole = new Promise((done) => {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", done);
  else done();
});
whole.then(parsed);
