// One embed: its box in the host's page, its frame, what the two sides say to each other.
import { address, options, title } from "./options.js";
import { ID, SOURCE, VERSION, fromFrame, understand } from "../protocol.js";
import { ATTR, KEY, body, css, make, once, rect, root, safe, find, win } from "./page.js";
import { FACTS, READ, ours } from "./self.js";
import { grown, place, shape, stay, turn, unanchored } from "./place.js";
import { framed, ground } from "./judge.js";

export const denied = (f, what) => f.matches("[sandbox]:not([sandbox~=allow-" + what + "])");
export const BOXES = "[" + ATTR + "-box]";
// A host's blanket rules (div{transition:all}, iframe{max-height:…}) reach every property; what is inherited may pass.
const BARE = { all: "initial", visibility: "inherit", color: "inherit", font: "inherit", display: "block", width: "100%" };
// Where every child of the host's page is a place to snap to, so is the box: a page never rests in what is none.
const BOX = { position: "relative", flex: "none", clear: "both", "scroll-snap-align": "revert-layer" };
// The fallback goes along with the reader: a box as high as the story must not be a blank one.
const LINK = { display: "block", position: "sticky", height: 0, "line-height": "4em", margin: 0, padding: "0 1em", overflow: "visible" };

/**
 * Mounts an embed at a placeholder, a figure or a script line. was: what an embed that stood there knew. words: the last ones of
 * SahelExplainer.send, which hold for frames that are not there yet too.
 */
export function mount(base, el, found, script, was, words) {
  const m = {
    base, el, found, script,
    src: found ? takenSrc(base, found) : "", o: options(el), asked: options(el), said: Object.assign({}, words), tries: was ? was.tries + 1 : 0, box: make("div"), frame: found || make("iframe"), link: make("a"), rest: [],
    story: 0, start: 0, set: 0, y: 0, at: 0, top: 0, misses: 0, seq: 0, sent: "", soon: !framed,
  };
  el[KEY] = m;
  const { o, box, frame } = m;
  if (found) {
    const asked = ours(base, m.src);
    for (const k in asked) if (asked[k]) o[k] = asked[k];
    o.theme = o.theme || new URL(m.src).searchParams.get("theme") || "";
  }
  if (READ[m.said.locale]) o.locale = m.said.locale;
  if (was) for (const k of ["story", "start", "y", "at", "p", "docTop", "from", "turning"]) m[k] = was[k];
  if (was && was.at === 1) m.lost = was;
  m.auto = o.top === "";
  m.top = +o.top;
  dress(m);
  m.tell = (message) => {
    if (!frame.contentWindow || !frame.src) return;
    const to = opaque(m) ? "*" : new URL(frame.src).origin;
    frame.contentWindow.postMessage(Object.assign({ source: SOURCE, v: VERSION }, message), to);
  };
  m.end = () => {
    m.watch(false);
    m.ask.stop();
    m.rest.forEach((f) => safe(f)());
    // Taken off the page with its place it may come back with it, and is told from a living one then: see stale in places.js.
    delete box[KEY];
    if (el.isConnected) box.remove();
    if (el[KEY] === m) delete el[KEY];
  };
  m.send = (type, value) => send(m, type, value);
  m.sendAgain = (type) => (type === "theme" ? paint(m) : m.tell({ type, locale: o.locale }));
  if (found) take(m);
  follow(m);
  safe(figure)(m);
  shape(m);
  m.ask();
  return m;
}

const takenSrc = (base, f) => (ours(base, f.src) ? f.src : lazySrc(f));
// Lazy-loading plugins keep the address in an attribute of their own, and put it back when they see fit.
const lazySrc = (f) => ([].find.call(f.attributes, (a) => /^data-.*src$/.test(a.name)) || {}).value || "";

/** The first frame of ours that stands after el (or just before, for the snippet's script) and belongs to no embed yet. */
export function bareFrame(base, el, script) {
  const free = find("iframe").filter((f) => ours(base, takenSrc(base, f)) && !f.closest(BOXES));
  const before = el.previousElementSibling;
  return (script ? free.reverse().find((f) => f === before || before && before.contains(f))
    : free.find((f) => el.compareDocumentPosition(f) & 4));
}

// What the editor pasted counts; the hint and the theme are all that is added. The frame has been moved without an address (see
// dress) and is laid out before it gets one: Chromium tells a frame of another process once whether its element is shown at all, and
// one that asked for its page while it was moved may never be laid out (its document is as high as the window, and empty).
function take(m) {
  const { frame } = m, u = new URL(m.src);
  u.searchParams.set("host", 1);
  if (!u.searchParams.get("theme") && theme(m)) u.searchParams.set("theme", theme(m));
  for (const a of [].slice.call(frame.attributes)) if (/^data-.*src$/.test(a.name)) frame.setAttribute(a.name, u.href);
  rect(frame);
  frame.src = u.href;
}

function dress(m) {
  const { o, el, box, frame, link } = m, name = title(o);
  link.href = address(m.base, o);
  link.lang = link.hreflang = o.locale;
  link.dir = FACTS.rtl.includes(o.locale) ? "rtl" : "ltr";
  link.textContent = FACTS.titles[o.locale] ? name + " — " + READ[o.locale] : name;
  css(link, LINK);
  box.setAttribute(ATTR + "-box", m.src); // what a snapshot of the page comes back from
  box[KEY] = m;
  css(box, BARE);
  css(box, BOX);
  css(frame, BARE);
  css(frame, { visibility: m.found && m.script ? "visible" : "hidden" });
  frame.title = frame.title || name;
  // Whoever comes back to the page is at the offset that they left, and the box was above it then too.
  const put = () => (m.found ? m.found.before(box) : m.script ? el.before(box) : el.append(box));
  if (fresh() || m.tries) put();
  else unanchored(put);
  // A flex or grid parent shrinks what has no width of its own to 300 px; an editor's own style stays.
  if (!m.script && el.localName !== "figure") for (const k of [["display", "block"], ["width", "100%"]]) if (!el.style[k[0]]) el.style[k[0]] = k[1];
  if (m.found) frame.removeAttribute("src"); // moving a frame reloads it
  box.append(link, frame);
}

const fresh = () => {
  const nav = win.performance && performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  return !nav || nav.type === "navigate";
};

// In a sandbox without allow-same-origin our frame's origin is "null".
const opaque = ({ frame }) => win.origin === "null" || denied(frame, "same-origin");
const report = (m, type, detail) => (m.el.isConnected ? m.el : m.box).dispatchEvent(new CustomEvent(SOURCE + ":" + type, { bubbles: true, detail }));
// light or dark as the editor said, or as the ground of the host is
const theme = ({ o, box, said: last }) => {
  const said = last.theme || o.theme;
  return /light|dark/.test(said) ? said : ground(box);
};

// --- the snippet's picture: the box lies over it until the story speaks, then it goes, and nothing has moved
function figure(m) {
  const { el, box } = m;
  if (!m.found || el.localName !== "figure") return;
  const was = el.style.display, img = () => rect(el);
  m.hide = () => {
    const top = rect(box).top;
    css(el, { display: "none" });
    css(box, { "margin-top": 0 });
    const by = rect(box).top - top;
    if (m.laid && Math.abs(by) > 0.5) css(box, { "margin-top": -by + "px" });
    m.hide = m.lay = null;
  };
  m.show = () => { el.style.display = was; css(box, { "margin-top": 0 }); };
  m.rest.push(() => { el.style.display = was; });
  m.lay = () => { // also when the picture has come and is higher
    css(box, { "margin-top": 0 });
    css(box, { "margin-top": img().top - rect(box).top + "px" });
    m.laid = Math.abs(img().top - rect(box).top) < 1;
    if (!m.laid) css(box, { "margin-top": 0 });
    css(m.link, { display: "none" }); // it has its own
  };
  if (img().top > win.innerHeight) m.hide();
  else m.lay();
}

// --- where the reader is, told to the frame
function tick(m) {
  if (!m.frame.src || !m.near && m.sent) return;
  const r = rect(m.box);
  if (!r.width) return; // hidden: a closed tab or accordion
  if (m.lay && !m.ready) safe(m.lay)();
  if (m.kind === "pinned" && !place(m)) return;
  if (m.hide && m.ready && (m.laid || rect(m.el).top > win.innerHeight)) m.hide();
  const say = { type: "viewport", mode: m.kind, y: m.kind === "pinned" ? Math.max(m.y, 0) : m.start, width: win.innerWidth, height: win.innerHeight, n: m.seq };
  if (m.o.share && /^https?:$/.test(location.protocol)) say.share = location.href.split("#")[0].slice(0, 2000);
  const key = JSON.stringify(say);
  if (key !== m.sent && m.ready && m.kind !== "link") { m.sent = key; m.tell(say); }
  paint(m);
}

// The ground under the embed has changed, or is another than the frame was loaded with.
function paint(m) {
  const t = theme(m) || "auto";
  if (m.ready && t !== m.theme) m.tell({ type: "theme", theme: t });
  if (m.ready) m.theme = t;
}

function send(m, type, value) {
  m.said[type] = value;
  if (type === "locale" && READ[value]) {
    m.o.locale = value;
    if (!m.frame.src) m.link.href = address(m.base, m.o);
  }
  if (!m.ready) return;
  if (type === "theme") paint(m);
  else m.tell({ type, [type]: value });
}

// --- what the frame says; nothing here can run, navigate or read anything
function hear(m, e) {
  const { frame } = m;
  if (!frame.contentWindow || e.source !== frame.contentWindow) return;
  if (e.origin !== new URL(frame.src).origin && !(e.origin === "null" && opaque(m))) return;
  const d = understand(SAID, e.data);
  if (d) heard[d.type](m, d);
}

const SAID = fromFrame((x) => typeof x === "string" && READ[x]); // READ inherits nothing
const heard = {
  ready(m) {
    const first = !m.ready, from = ours(m.base, m.frame.src);
    m.ready = true;
    m.sent = "";
    if (m.dead) { m.dead = false; m.kind = ""; shape(m); }
    m.link.remove();
    css(m.frame, { visibility: "visible" });
    m.theme = new URL(m.frame.src).searchParams.get("theme") || "auto";
    tick(m);
    if (from && from.locale !== m.o.locale) m.tell({ type: "locale", locale: m.o.locale });
    if (first && m.hash) m.jump();
  },
  height(m, d) {
    m.story = Math.ceil(d.height);
    m.start = d.start <= m.story ? d.start : 0;
    if (d.n >= 0) m.seq = d.n;
    grown(m, d.y >= 0 ? d.y : m.lost ? m.y : undefined);
    // An embed that was made anew while the page changed: its step is all that is known.
    if (m.lost && m.lost.step && m.lost.story !== m.story) m.tell({ type: "scroll-to", step: m.lost.step });
    m.lost = null;
    m.ask();
  },
  "scroll-to"(m, d) {
    if (m.kind !== "pinned" || !m.set) return;
    m.y = Math.max(d.y, m.start);
    if (!m.shut) { stay(m); place(m); }
    m.sent = "";
    m.ask();
  },
  step(m, d) {
    m.step = d.step;
    report(m, "step", { step: d.step, index: d.index >= 0 ? d.index : -1 });
  },
  locale(m, d) {
    m.o.locale = d.locale;
    if (d.title) m.frame.title = d.title;
    report(m, "locale", { locale: d.locale });
  },
  error(m, d) {
    report(m, "error", { code: d.code });
  },
};

function load(m) {
  const { frame } = m;
  if (frame.src && !m.found) return;
  if (m.found) frame.loading = "eager";
  else {
    frame.allow = "clipboard-write; web-share; fullscreen";
    frame.src = address(m.base, m.o, theme(m));
  }
}

// A frame that was refused loads an error page and never speaks: the link is all there is, and takes no more room than it needs.
function late(m) {
  let id = 0;
  m.frame.addEventListener("load", safe(() => {
    clearTimeout(id);
    if (m.frame.src) id = setTimeout(safe(() => {
      if (m.ready || !m.box.isConnected) return;
      if (m.found) { css(m.frame, { visibility: "visible" }); return void (m.show && m.show()); }
      m.dead = true;
      css(m.link, { position: "static", height: "auto" });
      shape(m);
    }), 8000);
  }));
  m.rest.push(() => clearTimeout(id));
}

// --- what it follows while it lives
function follow(m) {
  const on = (target, type, fn, capture) => {
    const f = safe(fn), opt = { passive: true, capture: !!capture };
    target.addEventListener(type, f, opt);
    m.rest.push(() => target.removeEventListener(type, f, opt));
  };
  const observe = (name, fn, start, options) => safe(() => { // a host may have broken or taken away any of them
    const o = new win[name](safe(fn), options);
    m.rest.push(() => o.disconnect());
    start(o);
    return true;
  })();
  m.ask = once(() => tick(m));
  const again = once(() => { shape(m); tick(m); });
  m.rest.push(again.stop);
  const ask = () => m.ask();
  m.watch = (yes) => {
    m.near = yes;
    win[(yes ? "add" : "remove") + "EventListener"]("scroll", ask, { passive: true, capture: true });
    if (yes) { load(m); again(); }
  };
  late(m);
  on(win, "message", (e) => hear(m, e));
  on(win, "resize", () => { m.touched = false; turn(m); m.ask(); });
  on(win, "transitionend", again, true); // what was on its way has come to rest
  on(win, "animationend", again, true);
  // On paper there is no scrolling: the frame takes the whole of its box, and unrolls itself.
  on(win, "beforeprint", () => m.kind === "pinned" && css(m.frame, { position: "relative", height: "100%" }));
  on(win, "afterprint", () => shape(m));
  const dark = win.matchMedia && win.matchMedia("(prefers-color-scheme: dark)");
  if (dark && dark.addEventListener) on(dark, "change", ask);
  observe("MutationObserver", () => (m.kind === "stepper" ? again() : ask()), (o) => [root, body()].forEach((e) => o.observe(e, { attributes: true })));
  observe("ResizeObserver", ask, (o) => o.observe(body()));
  links(m, on);
  const seen = observe("IntersectionObserver", (es) => {
    const yes = es[es.length - 1].isIntersecting;
    if (yes !== m.near) m.watch(yes);
    else m.ask();
  }, (o) => o.observe(m.box), { rootMargin: "200% 0px" });
  if (!seen) m.watch(true);
  if (m.hash) load(m);
}

// A step's address on the host's page belongs to us when nothing there has that id. The frame is loaded for it at once, wherever it
// stands; a reader who has begun to scroll, or who comes back to where they were, is left alone.
function links(m, on) {
  const asked = () => {
    const id = location.hash.slice(1);
    return ID.test(id) && !m.o.graphic && !find('[id="' + id + '"]').length ? id : "";
  };
  const stop = () => { m.hash = ""; m.touched = true; };
  m.jump = () => {
    const id = m.hash || asked();
    if (id) m.tell({ type: "scroll-to", step: id });
    stop();
  };
  if (fresh() && win.pageYOffset < 2) m.hash = asked();
  for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) on(win, type, stop, true);
  on(win, "hashchange", () => { m.hash = asked(); if (m.ready) m.jump(); else if (m.hash) load(m); });
}
