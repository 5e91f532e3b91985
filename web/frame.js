// Frame side of the embed, its parts in web/frame/: finds out what kind of frame the page is in, and makes the story work there. One
// decision table (decideMode), one gate for messages (parseMessage); both are pure and tested without a browser. Nothing here throws: in
// a sandbox without rights, and with a hostile host, the page underneath must go on as it is.

import { SOURCE, VERSION, fromHost, understand } from "./protocol.js";
import { stepper } from "./frame/cards.js";
import { contrast, hex } from "./frame/colour.js";
import { carry, decideMode, evenOut } from "./frame/decide.js";
import { ladder } from "./frame/ladder.js";
import { openBeside } from "./frame/links.js";
import { clamp, safe } from "./frame/page.js";

export { carry, contrast, decideMode, evenOut, hex }; // for tests

const LOCALES = [/*LOCALES*/]; // the build lists the story's
const HOST = fromHost((x) => LOCALES.includes(x));

/** What a host says, as a fresh object of known fields in range, or nothing. */
export const parseMessage = (data) => understand(HOST, data);

/**
 * Starts the engine. goTo(id) moves a page that scrolls by itself to a step; onMode(mode) hears of every change. Returns
 * { mode(), scrollToStep(id) }: scrollToStep says whether it has moved the story (pinned and stepper) or leaves it to goTo.
 */
export function startFrame(opts) {
  try {
    return run(opts || {});
  } catch (e) {
    return { mode: () => "standalone", scrollToStep: () => false, part() {} };
  }
}

function run({ root, story, goTo, onMode, onLocale }) {
  const params = new URLSearchParams(location.search);
  const hash = location.hash;
  const me = document.scrollingElement || root;
  const framed = (() => { try { return window.self !== window.top; } catch (e) { return true; } })();
  const graphicPage = root.dataset.page === "graphic" || /\/graphics\/[^/]+\/?(index\.html)?$/.test(location.pathname);
  const pym = params.has("childId") || params.has("parentUrl");
  const wordpress = (/secret=(\w{1,32})/.exec(hash) || [])[1];
  const hinted = params.get("host") === "1";
  let mode = "", resizer = "", handshake = "", hostOrigin = "", waiting = framed, printing = false;
  let asked = 0, applied = 0, leave = () => {};
  // Layouts that the window's size has changed: their number, the last one that the host has answered, the one laid out now.
  let turned = 0, answered = 0, numbered = false, laid = null;
  // Radio buttons have turned the cards until now (app/build/render/frames.go).
  const simple = "cards" in root.dataset;
  // The client may take the article elsewhere or bring another language's: always ask the page, never remember nodes.
  const article = () => document.getElementById("story") || story;
  const all = (sel) => (article() ? [...article().querySelectorAll(sel)] : []);
  // The short story's steps have the addresses of those that they stand for too.
  const stepOf = (name) => { const at = document.getElementById(name); return at && at.closest(".step"); };
  // A story that has changed its mode goes on where it was; one that begins, where it is asked to.
  const wanted = (from) => (from ? [] : [params.get("step"), hash.slice(1)])
    .concat(article() && article().dataset.activeStep).find((n) => n && stepOf(n));

  const page = { root, me, all, article, stepOf, wanted, goTo: (name) => scrollToStep(name) };
  const cards = stepper(page);

  const post = (type, more) => {
    if (!framed) return; // to oneself it would be an endless loop
    parent.postMessage(Object.assign({ source: SOURCE, v: VERSION, type }, more), hostOrigin && hostOrigin !== "null" ? hostOrigin : "*");
  };

  // --- mode
  const decide = safe(() => {
    const next = decideMode({
      framed, handshake, waiting, hinted, graphicPage, pym: pym || resizer,
      innerHeight, innerWidth, screenHeight: screen.height,
      hasObserver: typeof IntersectionObserver === "function",
      print: printing, forced: params.get("mode"), cards: simple,
    });
    if (next === mode) return;
    const from = mode;
    leave();
    mode = next;
    root.dataset.mode = mode;
    const start = { pinned: pin, stepper: cards.start, tall: () => ladder(Object.assign({ filled: () => pym || resizer }, page)) }[mode];
    leave = start ? start(from && from !== "standalone" && from !== "unrolled" && (from !== "pinned" || asked > 1)) : () => {};
    laid = null; // how it lay in the other mode says nothing of this one
    if (mode === "pinned" && from === "stepper" && cards.at() > 0) place(all(".step")[cards.at()]);
    if (onMode) safe(onMode)(mode);
    measure();
  });

  // --- height
  // A bare graphic is never higher than its frame; what it would like to be is seen without that.
  const natural = () => {
    const { style } = document.body;
    style.maxHeight = "none";
    const height = Math.min(root.getBoundingClientRect().height, 600);
    style.maxHeight = "";
    return height;
  };
  let sentHeight = "", chased = 0, box = "";
  const measure = safe(() => {
    if (!framed || !innerWidth) return;
    const height = Math.ceil(mode !== "flow" ? me.scrollHeight : simple ? natural() : root.getBoundingClientRect().height);
    // Late fonts or another language may have left no room for the host's place before: go there as soon as there is.
    if (mode === "pinned" && asked > applied + 1) scroll(asked);
    const more = { height };
    if (mode === "pinned") keepStep();
    more.n = turned;
    if (turned !== answered) more.y = clamp(asked, 0, 200000);
    const first = mode === "pinned" && stepOf(params.get("step"));
    if (first) more.start = Math.max(0, Math.floor(aim(first)));
    const key = mode + JSON.stringify(more), was = box;
    box = innerWidth + "x" + innerHeight;
    if (key === sentHeight) return;
    // A page whose height follows its window's would chase a parent that follows the page: give up after some rounds, each of them
    // a change that came with another window. What a reader opens and closes changes the page alone, and counts for nothing.
    chased = box === was || mode === "pinned" ? 0 : chased + 1;
    sentHeight = key;
    if (chased > 40) return;
    if (mode === "flow" || mode === "pinned" || handshake) post("height", more);
    if (mode === "flow" || (mode === "tall" && (pym || resizer))) {
      // What hosts that already run pym.js or AMP listen for; both expect exactly these.
      if (pym) parent.postMessage("pymxPYMx" + (params.get("childId") || "") + "xPYMxheightxPYMx" + height, "*");
      if (resizer) parent.postMessage("[iFrameSizer]" + resizer + ":" + height + ":" + innerWidth + ":size", "*");
      parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
    }
    // WordPress keeps an embed hidden until it hears from it, and takes heights from 200 to 1000.
    if (wordpress) parent.postMessage({ message: "height", secret: wordpress, value: mode === "flow" ? Math.min(height, 1000) : 640 }, "*");
  });

  // A window of another size lays the story out anew: the reader stays at the same step, and the host is told where that is now.
  // Until it has answered, what it says of the reader's place is of the layout before.
  function keepStep() {
    const tops = all(".step").map((s) => s.getBoundingClientRect().top + me.scrollTop);
    const now = { tops, high: me.scrollHeight, view: innerHeight, width: innerWidth };
    const was = laid;
    laid = now;
    if (!was || !numbered || was.view === now.view && was.width === now.width) return;
    scroll(asked = carry(asked, was, now));
    turned++;
  }
  // The place from which a step is read: where the style sheet says so, else with its top in the middle.
  const aim = (step) => {
    const px = (el, name) => parseFloat(getComputedStyle(el)[name]) || 0, by = px(step, "scrollMarginTop");
    return step.getBoundingClientRect().top + me.scrollTop - (by ? by + px(root, "scrollPaddingTop") : innerHeight * 0.5);
  };
  function place(step) { // for a mode that had no place of its own
    asked = Math.max(0, aim(step));
    scroll(asked);
    turned++;
  }

  // --- messages
  const hear = safe((e) => {
    if (!framed || e.source !== window.parent) return;
    // iframe-resizer, versions 4 and 5, gives each frame a name; where embed.js is at work it has no say.
    const named = /^\[iFrameSizer\]([\w-]{1,64}):/.exec(e.data);
    if (named && !handshake && !hinted && !resizer) {
      resizer = named[1];
      sentHeight = "";
      decide();
      measure();
    }
    if (hostOrigin && e.origin !== hostOrigin) return;
    const m = parseMessage(e.data);
    if (!m) return;
    if (m.type === "viewport") {
      hostOrigin = e.origin;
      waiting = false;
      if (m.share && new URL(m.share).origin === e.origin) root.dataset.shareUrl = m.share;
      if (handshake !== m.mode) { handshake = m.mode; decide(); measure(); }
      if (m.n !== undefined) { numbered = true; answered = Math.max(answered, m.n); }
      // It has heard of this layout, or is of a version that never will.
      if (mode === "pinned" && (m.n === undefined || m.n >= turned)) scroll(asked = m.y);
    } else if (m.type === "scroll-to") {
      if (stepOf(m.step) && !scrollToStep(m.step) && goTo) goTo(m.step);
    } else if (m.type === "theme") {
      theme(m.theme);
    } else if (m.type === "locale" && onLocale) {
      wish = m.locale;
      speak();
    }
  });
  const scroll = (y) => { me.scrollTop = y; applied = me.scrollTop; };
  const theme = (t) => { if (t === "auto") delete root.dataset.theme; else root.dataset.theme = t; accent(); };
  // Only the client can change the language; a host may ask for it before the client is there.
  let wish = "";
  const speak = () => { if (wish && root.dataset.ready !== "static") { onLocale(wish); wish = ""; } };
  // The newsroom's own colour for links, progress and focus, where it can be read on this theme's paper; if not, ours stays and the
  // host is told.
  let refused = "";
  const accent = safe(() => {
    const colour = hex(params.get("accent"));
    if (!colour) return;
    const paper = hex(getComputedStyle(root).getPropertyValue("--paper"));
    const fit = !paper || contrast(colour, paper) >= 4.5;
    if (fit) root.style.setProperty("--accent", "rgb(" + colour + ")");
    root.toggleAttribute("data-accent", fit);
    if (!fit && refused !== String(paper)) post("error", { code: "accent-contrast" });
    refused = fit ? "" : String(paper);
  });

  function scrollToStep(name) {
    const el = stepOf(name);
    if (!el) return false;
    if (mode === "stepper") { cards.show(all(".step").indexOf(el)); return true; }
    if (mode !== "pinned") return false;
    post("scroll-to", { y: clamp(aim(el), 0, 200000) });
    return true;
  }
  // --- pinned: the host says where we are; what moves us from inside (focus, find in page, a link to a step) moves the host
  function pin() {
    const moved = safe(() => {
      const by = me.scrollTop - applied;
      if (Math.abs(by) < 2) return;
      applied = me.scrollTop;
      // A story that got shorter pulls us up to its end: nobody went there, and the host hears of the height.
      if (by < 0 && applied > me.scrollHeight - innerHeight - 2) return;
      asked = applied;
      post("scroll-to", { y: clamp(applied, 0, 200000) });
    });
    addEventListener("scroll", moved, { passive: true });
    return () => removeEventListener("scroll", moved);
  }

  // --- what the address asks for
  const own = safe(() => {
    const t = params.get("theme");
    if (t === "light" || t === "dark" || t === "auto") theme(t);
    accent();
    part();
  });
  // Only the part that an embed asks for; asked again when the client has adopted another language's article.
  const part = safe(() => {
    if (graphicPage) {
      const states = all(".alone-state").map((s) => s.dataset.state), at = states.indexOf(params.get("state"));
      if (at >= 0 && simple) document.getElementById("c" + at).checked = true;
      return;
    }
    for (const el of document.querySelectorAll(".pick,.turns,base")) {
      if (el.checked && el.id !== "c0" && article()) article().dataset.activeStep = all(".step")[el.id.slice(1)].dataset.step;
      el.remove();
    }
    delete root.dataset.cards;
    // In a window of its own a part would stand under our address without heading, method and corrections: there the whole story is.
    if (!framed) return;
    const range = (params.get("chapter") || "").split("..");
    const chapters = all("[data-chapter]");
    const a = chapters.findIndex((c) => c.dataset.chapter === range[0]);
    const b = chapters.findIndex((c) => c.dataset.chapter === range[range.length - 1]);
    if (a >= 0 && b >= a) {
      chapters.forEach((c, i) => { if (i < a || i > b) c.remove(); });
      root.dataset.part = ""; // the style sheet drops what belongs to the whole story only
    }
  });

  own();
  addEventListener("message", hear);
  addEventListener("resize", safe(() => { decide(); if (mode === "stepper") cards.show(cards.at()); measure(); }), { passive: true });
  addEventListener("load", safe(() => { decide(); measure(); }));
  addEventListener("beforeprint", () => { printing = true; decide(); });
  addEventListener("afterprint", () => { printing = false; decide(); });
  if (!framed) {
    decide();
    return { mode: () => mode, scrollToStep, part };
  }
  document.addEventListener("click", openBeside(root));
  decide();
  if (typeof ResizeObserver === "function") new ResizeObserver(measure).observe(document.body);
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(measure, () => {});
  // Told to the host for its own analytics; nothing is sent anywhere else.
  let told = "";
  const tellStep = safe(() => {
    const steps = all(".step"), name = article() && article().dataset.activeStep;
    if (!name || name === told) return;
    told = name;
    post("step", { step: name, index: Math.max(0, steps.findIndex((s) => s.dataset.step === name)), count: steps.length });
  });
  let lang = root.dataset.locale;
  new MutationObserver(safe(() => {
    tellStep();
    speak();
    if (root.dataset.locale !== lang) {
      lang = root.dataset.locale;
      post("locale", { locale: lang, title: document.title.slice(0, 300) });
      measure();
    }
  })).observe(root, { attributes: true, subtree: true, attributeFilter: ["data-active-step", "data-locale", "data-ready"] });
  const dark = typeof matchMedia === "function" && matchMedia("(prefers-color-scheme: dark)");
  if (dark && dark.addEventListener) dark.addEventListener("change", accent);
  post("ready");
  if (!hinted) parent.postMessage("[iFrameResizerChild]Ready", "*");
  accent();
  measure();
  tellStep();
  setTimeout(() => { waiting = false; decide(); }, hinted ? 3000 : 1200);
  return { mode: () => mode, scrollToStep, part };
}

globalThis.sahelFrame = startFrame; // boot.js fetches this file and calls it
