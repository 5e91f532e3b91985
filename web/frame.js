// Frame side of the embed: finds out what kind of frame the page is in, and makes the story work there. One decision table
// (decideMode), one gate for messages (parseMessage); both are pure and tested without a browser. Nothing here throws: in a
// sandbox without rights, and with a hostile host, the page underneath must go on as it is.

import { SOURCE, VERSION, fromHost, understand } from "./protocol.js";

export const MODES = ["standalone", "pinned", "stepper", "tall", "flow", "unrolled"];
// LINE is put in by the build, from components/scroll.

/**
 * The one decision table. Facts: framed, handshake ("" or the mode the host asked for), waiting (the host may still speak),
 * hinted (the address says that a host script is there), graphicPage, innerHeight, innerWidth, screenHeight, hasObserver,
 * print, forced, pym (a pym.js or iframe-resizer parent will stretch us), cards (the page shows one card at a time until scripts run).
 */
export function decideMode(facts) {
  const f = facts || {};
  if (MODES.includes(f.forced)) return f.forced;
  if (f.print) return "unrolled";
  if (f.graphicPage) return "flow";
  if (!f.framed) return f.hasObserver ? "standalone" : "unrolled";
  if (f.handshake === "pinned" || f.handshake === "stepper") return f.handshake;
  // No word from the host: only our own box tells. Nobody's window is as high as this, so some script stretched it.
  const stretched = f.pym || f.innerHeight > 2400 || (f.screenHeight > 0 && f.innerHeight > 2 * f.screenHeight);
  if (stretched) return f.hasObserver ? "tall" : "unrolled";
  if (f.waiting) return f.hinted ? "pinned" : f.cards ? "stepper" : "standalone";
  return "stepper";
}

const clamp = (n, lo, hi) => Math.min(Math.max(n, lo), hi);
const LOCALES = [/*LOCALES*/]; // the build lists the story's
const HOST = fromHost((x) => LOCALES.includes(x));

/** What a host says, as a fresh object of known fields in range, or nothing. */
export const parseMessage = (data) => understand(HOST, data);

/** Which steps' min-height makes natural heights fill `room`: water poured over an uneven floor. */
export function evenOut(heights, room) {
  const h = heights.slice().sort((a, b) => a - b);
  let used = h.reduce((a, b) => a + b, 0);
  if (!h.length || used >= room) return 0;
  let level = h[0];
  for (let i = 0; i < h.length; i++) {
    const next = i + 1 < h.length ? h[i + 1] : Infinity;
    const need = (next - h[i]) * (i + 1);
    if (used + need >= room) return level + (room - used) / (i + 1);
    used += need;
    level = next;
  }
  return level;
}

/**
 * Where a reader at y of a laid-out story is, in another layout of the same story: at the same step, as far into it. tops are the
 * steps' offsets, high the story's height, view the window's height.
 */
export function carry(y, was, now) {
  if (!(y > 1)) return 0;
  if (y >= was.high - was.view - 1) return Math.max(0, now.high - now.view);
  if (was.tops.length !== now.tops.length) return y;
  const edges = (l) => [0].concat(l.tops, l.high).map((t) => Math.max(t, LINE * l.view)); // what the line begins at
  const a = edges(was), b = edges(now), at = y + LINE * was.view;
  let i = 0;
  while (i < a.length - 2 && a[i + 1] <= at) i++;
  const part = (at - a[i]) / Math.max(1, a[i + 1] - a[i]);
  return Math.max(0, b[i] + part * (b[i + 1] - b[i]) - LINE * now.view);
}

/** How far two colours are apart for the eye (WCAG), each as [r, g, b] of 0 to 255. */
export function contrast(a, b) {
  const light = (c) => c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const [hi, lo] = [light(a), light(b)].sort((x, z) => z - x);
  return (hi + 0.05) / (lo + 0.05);
}

/** A hexadecimal colour as [r, g, b], or null; one that can be seen through is none. */
export function hex(text) {
  const h = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((text || "").trim());
  if (!h) return null;
  const full = h[1].length === 3 ? h[1].replace(/./g, "$&$&") : h[1];
  return [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16));
}

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
  const safe = (fn) => (...a) => { try { return fn(...a); } catch (e) { return undefined; } };
  const params = new URLSearchParams(location.search);
  const hash = location.hash;
  const me = document.scrollingElement || root;
  const framed = (() => { try { return window.self !== window.top; } catch (e) { return true; } })();
  const graphicPage = root.dataset.page === "graphic" || /\/graphics\/[^/]+\/?(index\.html)?$/.test(location.pathname);
  const pym = params.has("childId") || params.has("parentUrl");
  const wordpress = (/secret=(\w{1,32})/.exec(hash) || [])[1];
  const hinted = params.get("host") === "1";
  let mode = "", resizer = "", handshake = "", hostOrigin = "", waiting = framed, printing = false, asked = 0, applied = 0, leave = () => {};
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
  const wanted = (from) => (from ? [] : [params.get("step"), hash.slice(1)]).concat(article() && article().dataset.activeStep).find((n) => n && stepOf(n));

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
    const start = { pinned: pin, stepper: cards, tall: ladder }[mode];
    leave = start ? start(from && from !== "standalone" && from !== "unrolled" && (from !== "pinned" || asked > 1)) : () => {};
    laid = null; // how it lay in the other mode says nothing of this one
    if (mode === "pinned" && from === "stepper" && card > 0) place(all(".step")[card]);
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
    const now = { tops: all(".step").map((s) => s.getBoundingClientRect().top + me.scrollTop), high: me.scrollHeight, view: innerHeight, width: innerWidth };
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
    if (mode === "stepper") { show(all(".step").indexOf(el)); return true; }
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

  // --- stepper: one step a card
  let card = 0, stepsWere, more, large;
  function show(i) {
    const steps = all(".step");
    if (!steps.length) return;
    card = clamp(i, 0, steps.length - 1);
    const step = steps[card], scene = step.closest(".scene");
    for (const el of document.querySelectorAll("[data-card]")) el.removeAttribute("data-card");
    for (let el = step; el && el !== document.body.parentElement; el = el.parentElement) el.dataset.card = "current";
    const hero = card === 0 && scene && scene.querySelector(".hero");
    if (hero) hero.dataset.card = "current";
    if (scene) {
      const n = +step.dataset.i || 0;
      let shown = null;
      const layers = [...scene.querySelectorAll(".layer")];
      for (const l of layers) if (l.dataset.state === step.dataset.state || (!step.dataset.state && +l.dataset.i <= n)) shown = l;
      for (const l of layers) l.toggleAttribute("data-shown", l === (shown || layers[0]));
    }
    const a = article();
    if (a.dataset.activeStep !== step.dataset.step) a.dataset.activeStep = step.dataset.step;
    for (const c of document.querySelectorAll(".stepper-count")) { // who listens hears the step's title with the count
      const title = document.createElement("span");
      title.className = "vh";
      title.textContent = " " + step.querySelector("h3").textContent;
      c.replaceChildren(card + 1 + " / " + steps.length, title);
    }
    for (const b of document.querySelectorAll(".stepper-nav [data-act]")) {
      b.setAttribute("aria-disabled", String(b.dataset.act === "prev" ? card === 0 : card === steps.length - 1));
    }
    step.scrollTop = 0;
    fit(step);
    enlarge(scene);
    a.dispatchEvent(new CustomEvent("sahel:card", { bubbles: true, detail: { step: step.dataset.step, index: card, count: steps.length } }));
  }
  function button(into, kind, sign, act) {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "card-" + kind;
    b.textContent = sign;
    b.setAttribute("aria-label", root.dataset[kind + "Label"] || sign);
    b.addEventListener("click", safe(act));
    into.append(b);
    return b;
  }
  // What does not fit is turned page by page by a button: a box that scrolls would swallow the wheel.
  function fit(box) {
    if (more) more.remove();
    if (box && box.scrollHeight > box.clientHeight + 4) more = button(box, "more", "▾", () => {
      const end = box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
      // As far as the button leaves in view, less a line.
      box.scrollTop = end ? 0 : box.scrollTop + Math.max(24, box.clientHeight - more.offsetHeight - 24);
    });
  }
  // On a small card (the style sheet shows the button there alone) the graphic may take the place of the text, as wide as the frame.
  function enlarge(scene) {
    delete root.dataset.large;
    if (large) large.remove();
    const figure = scene && scene.querySelector(".graphic");
    if (figure) large = button(figure, "large", "+", () => {
      if (root.toggleAttribute("data-large")) fit([...figure.querySelectorAll("[data-shown] .form")].find((f) => f.offsetHeight));
      else fit(all(".step")[card]);
      large.setAttribute("aria-pressed", String("large" in root.dataset));
    });
  }
  function cards(going) {
    stepsWere = root.dataset.steps;
    root.dataset.steps = "js"; // the CSS timelines have nothing to follow here
    if (me.scrollTop) me.scrollTop = 0;
    const click = safe((e) => {
      const b = e.target.closest && e.target.closest("[data-act=prev],[data-act=next]");
      if (b) show(card + (b.dataset.act === "next" ? 1 : -1));
      const a = e.target.closest && e.target.closest('a[href^="#"]');
      if (a && scrollToStep(a.hash.slice(1))) e.preventDefault();
    });
    const key = safe((e) => {
      if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
      if (e.target.closest && e.target.closest("input,select,textarea,[contenteditable],[role=slider],[role=application]")) return;
      const rtl = getComputedStyle(root).direction === "rtl";
      const by = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
      if (!by) return; // up, down, space and page keys stay the host's
      e.preventDefault();
      show(card + (rtl ? -by : by));
    });
    let from = null;
    const down = safe((e) => { from = e.isPrimary && e.pointerType !== "mouse" ? e : null; });
    const up = safe((e) => {
      if (!from || e.pointerId !== from.pointerId) return;
      const dx = e.clientX - from.clientX, dy = e.clientY - from.clientY;
      from = null;
      if (Math.abs(dx) < 40 || Math.abs(dx) < 1.5 * Math.abs(dy)) return;
      // Pages turn with the script: a drag towards the line's start brings the next.
      show(card + ((getComputedStyle(root).direction === "rtl") === (dx > 0) ? 1 : -1));
    });
    const off = () => { from = null; };
    const hashed = safe(() => scrollToStep(location.hash.slice(1)));
    const focused = safe((e) => { // Tab never lands on a hidden card, but find-in-page or a script may
      const s = e.target.closest && e.target.closest(".step");
      if (s && s.dataset.card !== "current") scrollToStep(s.dataset.step);
    });
    const list = [[document, "click", click], [document, "keydown", key], [document, "pointerdown", down], [document, "pointerup", up],
      [document, "pointercancel", off], [document, "focusin", focused], [window, "hashchange", hashed]];
    for (const [t, n, f] of list) t.addEventListener(n, f, { passive: n !== "click" && n !== "keydown" });
    // Others keep the active step by position; without positions ours stands. A new article or language: same card again.
    const guard = new MutationObserver(safe(() => {
      const s = all(".step")[card];
      if (s && (article().dataset.activeStep !== s.dataset.step || s.dataset.card !== "current" || !s.closest(".scene").querySelector("[data-shown]"))) show(card);
    }));
    guard.observe(root, { attributes: true, subtree: true, attributeFilter: ["data-active-step", "data-ready", "data-locale"] });
    show(Math.max(0, all(".step").indexOf(stepOf(wanted(going)))));
    return () => {
      guard.disconnect();
      for (const [t, n, f] of list) t.removeEventListener(n, f);
      for (const el of document.querySelectorAll("[data-card]")) el.removeAttribute("data-card");
      for (const b of [more, large]) if (b) b.remove();
      delete root.dataset.large;
      if (stepsWere === undefined) delete root.dataset.steps; else root.dataset.steps = stepsWere;
    };
  }

  // --- tall: some script stretched us, nothing sticks, and rootMargin is ignored across origins. Sentinels every 50 px under
  // the top viewport's observer tell the visible slice, and the figure follows it.
  function ladder() {
    const RUNG = 50;
    const rail = document.createElement("div");
    rail.setAttribute("aria-hidden", "true");
    const put = (el, rules) => { for (const k in rules) el.style.setProperty(k, rules[k]); };
    put(rail, { position: "absolute", top: "0", left: "50%", width: "1px", "pointer-events": "none", overflow: "hidden" });
    const seen = new Map(), moved = new Map();
    let built = 0, view = 0;
    const eye = new IntersectionObserver(safe((entries) => {
      for (const e of entries) {
        if (e.isIntersecting) seen.set(e.target, e.intersectionRect); else seen.delete(e.target);
      }
      follow();
    }), { threshold: Array.from({ length: RUNG + 1 }, (_, i) => i / RUNG) });

    const follow = () => {
      let top = Infinity, bottom = -Infinity;
      seen.forEach((r) => { top = Math.min(top, r.top); bottom = Math.max(bottom, r.bottom); });
      if (bottom <= top) return;
      // The reader's window is as high as the tallest slice ever seen; figures are as high as that, not as the frame.
      if (bottom - top > view + 1) {
        view = Math.min(bottom - top, Math.max(screen.height, 300));
        put(root, { "--tall-h": Math.round(view) + "px" });
      }
      const moves = all(".scene > figure[data-graphic]").map((fig) => {
        const box = fig.getBoundingClientRect(), scene = fig.parentElement.getBoundingClientRect();
        const home = box.top - (moved.get(fig) || 0);
        return [fig, clamp(top - home, 0, Math.max(0, scene.bottom - home - box.height))];
      });
      for (const [fig, to] of moves) {
        if (moved.get(fig) === to) continue;
        moved.set(fig, to);
        put(fig, { "--tall-y": to + "px" });
      }
      (article() || document).dispatchEvent(new CustomEvent("sahel:slice", { bubbles: true, detail: { top, bottom } }));
    };

    const build = safe(() => {
      if (!pym && !resizer) {
        // Fill the box that the host gave: steps as high as make the story end where the frame ends.
        put(root, { "--tall-step": "0px" });
        const heights = all(".step").map((s) => s.getBoundingClientRect().height);
        const room = innerHeight - me.scrollHeight + heights.reduce((a, b) => a + b, 0);
        const level = me.scrollHeight > innerHeight ? 0 : evenOut(heights, room);
        put(root, { "--tall-step": Math.floor(Math.min(level, screen.height * 0.9)) + "px" });
      }
      const n = Math.min(Math.ceil(me.scrollHeight / RUNG), 4000);
      for (; built < n; built++) {
        const rung = document.createElement("div");
        put(rung, { height: RUNG + "px" });
        rail.append(rung);
        eye.observe(rung);
      }
      put(rail, { height: me.scrollHeight + "px" });
    });
    put(root, { "--tall-h": Math.round(Math.min(screen.height * 0.8, 800)) + "px" });
    document.body.append(rail);
    build();
    addEventListener("resize", build);
    // What grows above the reader (a font that comes late) moves the scenes, not the slice: no rung would tell.
    const grown = typeof ResizeObserver === "function" && new ResizeObserver(safe(follow));
    if (grown) grown.observe(document.body);
    return () => {
      removeEventListener("resize", build);
      if (grown) grown.disconnect();
      eye.disconnect();
      rail.remove();
      moved.forEach((_, fig) => fig.style.removeProperty("--tall-y"));
    };
  }

  // --- links out: what is not the story itself opens beside it. A sandbox without allow-popups swallows that in silence, so the
  // address is shown when nothing opened: open() says so, and only without noopener, hence the opener is cut by hand.
  const out = safe((e) => {
    const a = e.target.closest && e.target.closest("a[href]");
    if (!a || !/^https?:$/.test(a.protocol) || a.dataset.locale || a.hasAttribute("download") || a.hash && a.pathname === location.pathname) return;
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    const opened = open(a.href, "_blank");
    if (opened) opened.opener = null;
    else if (!a.nextElementSibling || a.nextElementSibling.className !== "popup-note") {
      const note = document.createElement("span"), address = document.createElement("bdi");
      note.className = "popup-note";
      note.setAttribute("role", "status");
      address.dir = "ltr";
      address.textContent = a.href;
      note.append((root.dataset.popupNote || "") + " ", address);
      a.after(note);
    }
  });

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
  addEventListener("resize", safe(() => { decide(); if (mode === "stepper") show(card); measure(); }), { passive: true });
  addEventListener("load", safe(() => { decide(); measure(); }));
  addEventListener("beforeprint", () => { printing = true; decide(); });
  addEventListener("afterprint", () => { printing = false; decide(); });
  if (!framed) {
    decide();
    return { mode: () => mode, scrollToStep, part };
  }
  document.addEventListener("click", out);
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
