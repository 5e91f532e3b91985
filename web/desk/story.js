// What the desk does to a page of the story: where it is, to go somewhere, to keep the place, to bring a new text in without a
// reload. Used from outside (the desk looks into frames of its own origin) and from inside (frames that let nobody look in).

const LINE = 0.6; // as in components/scroll

export const stepsOf = (doc) => [...doc.querySelectorAll("#story [data-step]")];

/** The step that is being read. */
export function active(win) {
  const doc = win.document;
  if (doc.documentElement.dataset.mode === "stepper") {
    const card = doc.querySelector('.step[data-card="current"]');
    return card ? card.dataset.step : "";
  }
  let at = "";
  for (const s of stepsOf(doc)) {
    if (at && s.getBoundingClientRect().top > win.innerHeight * LINE + 1) break;
    at = s.dataset.step;
  }
  return at;
}

/** Goes to a step: the page's own way in a frame that a host moves or that turns cards, else by scrolling. */
export function go(win, id, top) {
  const el = win.document.getElementById(id);
  if (!el) return false;
  try {
    if (win.sahelBoot && win.sahelBoot.goTo(id)) return true;
  } catch (e) { /* scripts of the page that have gone */ }
  const y = el.getBoundingClientRect().top + win.scrollY - (top === undefined ? win.innerHeight * 0.45 : top);
  win.scrollTo({ top: id === stepsOf(win.document)[0]?.dataset.step && top === undefined ? 0 : y, behavior: "instant" });
  return true;
}

const panels = (doc) => {
  const out = new Map(), seen = {};
  for (const d of doc.querySelectorAll("#story details")) {
    const near = d.parentElement.closest("[id]")?.id || "";
    seen[near] = (seen[near] || 0) + 1;
    out.set(near + "/" + seen[near], d);
  }
  return out;
};

/** Where the reader is, to the pixel, and which panels are open. */
export function keep(win) {
  const step = active(win), el = step && win.document.getElementById(step);
  return { step, top: el ? el.getBoundingClientRect().top : 0, open: [...panels(win.document)].filter(([, d]) => d.open).map(([k]) => k) };
}

/** Opens the panels that were open. */
export function reopen(win, place) {
  const all = panels(win.document);
  for (const k of place.open) if (all.has(k)) all.get(k).open = true;
}

/** Brings a page back to a kept place. */
export function restore(win, place) {
  if (!place) return;
  reopen(win, place);
  if (!place.step) return;
  const mode = win.document.documentElement.dataset.mode;
  go(win, place.step, mode === "pinned" || mode === "stepper" ? undefined : place.top);
}

// Parts of a page that can be changed where they stand. Those marked cold are known to the client by more than their place: it is
// started anew after they change.
const PARTS = [
  [".skip"], ["header.chrome"], ["svg.shapes", "cold"], ["#story .hero"], ["#story .chapter-head"], ["#story .step > .card"],
  ["#story .layer > .headline"], ["#story .layer > .form", "cold"], ["#story figure[data-graphic] > figcaption"], ["#story .scene-wrap > details", "cold"],
  ["#story > #explore", "cold"], ["#story > #method"], ["#story > .colophon"], ["nav.stepper-nav"],
];

/**
 * What leads from one state of a page to the next: pairs of parts, the style sheet if it is another one, whether the client must
 * start anew; or null when the page has another shape and only a reload will do.
 */
export function difference(old, fresh) {
  const pairs = [];
  let cold = false;
  for (const [sel, heat] of PARTS) {
    const a = old.querySelectorAll(sel), b = fresh.querySelectorAll(sel);
    if (a.length !== b.length) return null;
    for (let i = 0; i < a.length; i++) {
      if (a[i].isEqualNode(b[i])) continue;
      pairs.push({ sel, i, from: a[i], to: b[i] });
      if (heat) cold = true;
    }
  }
  const live = (doc) => doc.documentElement.dataset.live + doc.documentElement.dataset.words;
  if (live(old) !== live(fresh)) cold = true;
  const sheet = (doc) => doc.documentElement.dataset.sheet || "";
  const style = sheet(old) === sheet(fresh) ? null : sheet(fresh).replace(/^<style>|<\/style>$/g, "");
  return skeleton(old) === skeleton(fresh) ? { pairs, cold, style } : null;
}

const skeletons = new WeakMap(); // a page is compared with the one before and with the one after
// A page without its parts' insides: if two differ, steps came, went or moved, or its scripts changed.
function skeleton(doc) {
  if (skeletons.has(doc)) return skeletons.get(doc);
  const inside = new Set();
  for (const [sel] of PARTS) for (const el of doc.querySelectorAll(sel)) inside.add(el);
  const out = [doc.documentElement.dataset.wasm, doc.documentElement.dataset.frame, doc.querySelector("script[src]:not([data-preview])")?.getAttribute("src")];
  const walk = (el) => {
    out.push(el.tagName, el.id, el.className.baseVal ?? el.className, el.dataset.step, el.dataset.state, el.dataset.graphic);
    if (!inside.has(el)) for (const c of el.children) walk(c);
  };
  walk(doc.body);
  skeletons.set(doc, out.join("\u0001"));
  return skeletons.get(doc);
}

/** Applies a difference to a page. */
export function patch(win, diff) {
  const doc = win.document;
  if (diff.style !== null) restyle(win, diff.style);
  for (const { sel, i, from, to } of diff.pairs) {
    const live = doc.querySelectorAll(sel)[i];
    if (live) morph(live, from, to);
  }
}

// Puts a style sheet in the place of the page's own, whose policy lets no other element in, and the reader back where they were.
function restyle(win, css) {
  const doc = win.document, place = keep(win);
  const sheet = (win.deskSheet ||= new win.CSSStyleSheet());
  sheet.replaceSync(css);
  doc.adoptedStyleSheets = [sheet, ...[...doc.adoptedStyleSheets].filter((s) => s !== sheet)];
  doc.querySelector("style").sheet.disabled = true;
  const el = place.step && doc.getElementById(place.step);
  if (el && Math.abs(el.getBoundingClientRect().top - place.top) > 1) restore(win, place);
}

// Changes live, which was made from a node like `from`, into what `to` is, and leaves alone what the page's own scripts did to it.
function morph(live, from, to) {
  if (from.isEqualNode(to)) return;
  if (live.nodeType === 3) {
    live.data = to.data;
    return;
  }
  const alike = live.nodeName === to.nodeName && from.nodeName === to.nodeName;
  if (!alike) {
    live.replaceWith(live.ownerDocument.importNode(to, true));
    return;
  }
  for (const { name, value } of [...to.attributes]) if (from.getAttribute(name) !== value) live.setAttribute(name, value);
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) live.removeAttribute(name);
  const n = to.childNodes.length;
  if (live.childNodes.length === n && from.childNodes.length === n) {
    const kids = [...live.childNodes];
    for (let k = 0; k < n; k++) morph(kids[k], from.childNodes[k], to.childNodes[k]);
    return;
  }
  live.replaceChildren(...[...to.childNodes].map((c) => live.ownerDocument.importNode(c, true)));
}
