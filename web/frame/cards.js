// The stepper: one step a card, turned by buttons, arrow keys or a finger. Nothing scrolls, so that the wheel stays the host's.
import { clamp, safe } from "./page.js";

/**
 * Makes the cards of a page: { start(going), show(i), at() }. start begins and gives what ends it; going: the reader has been in the story
 * in another mode. page: { root, me, all, article, stepOf, wanted, goTo } of frame.js.
 */
export function stepper({ root, me, all, article, stepOf, wanted, goTo }) {
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
    const detail = { step: step.dataset.step, index: card, count: steps.length };
    a.dispatchEvent(new CustomEvent("sahel:card", { bubbles: true, detail }));
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
  function start(going) {
    stepsWere = root.dataset.steps;
    root.dataset.steps = "js"; // the CSS timelines have nothing to follow here
    if (me.scrollTop) me.scrollTop = 0;
    const click = safe((e) => {
      const b = e.target.closest && e.target.closest("[data-act=prev],[data-act=next]");
      if (b) show(card + (b.dataset.act === "next" ? 1 : -1));
      const a = e.target.closest && e.target.closest('a[href^="#"]');
      if (a && goTo(a.hash.slice(1))) e.preventDefault();
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
    const hashed = safe(() => goTo(location.hash.slice(1)));
    const focused = safe((e) => { // Tab never lands on a hidden card, but find-in-page or a script may
      const s = e.target.closest && e.target.closest(".step");
      if (s && s.dataset.card !== "current") goTo(s.dataset.step);
    });
    const list = [[document, "click", click], [document, "keydown", key], [document, "pointerdown", down], [document, "pointerup", up],
      [document, "pointercancel", off], [document, "focusin", focused], [window, "hashchange", hashed]];
    for (const [t, n, f] of list) t.addEventListener(n, f, { passive: n !== "click" && n !== "keydown" });
    // Others keep the active step by position; without positions ours stands. A new article or language: same card again.
    const guard = new MutationObserver(safe(() => {
      const s = all(".step")[card];
      if (!s) return;
      const shown = s.dataset.card === "current" && s.closest(".scene").querySelector("[data-shown]");
      if (!shown || article().dataset.activeStep !== s.dataset.step) show(card);
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
  return { start, show, at: () => card };
}
