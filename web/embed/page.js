// The host's page, asked in ways that nothing in it can bend: an <img name=currentScript> or a <form name=body> in a comment takes
// the place of the document's own property, so these are read from the prototype, and searches begin at the root element.

import { SOURCE } from "../protocol.js";

export const win = window;
export const TAG = SOURCE, ATTR = "data-" + SOURCE, KEY = Symbol.for(SOURCE);

const D = Document.prototype;
export const the = (name) => Object.getOwnPropertyDescriptor(D, name).get.call(document);
export const root = the("documentElement");
export const make = (name) => D.createElement.call(document, name);
export const find = (selector) => [].slice.call(root.querySelectorAll(selector));
export const body = () => [].find.call(root.children, (c) => c.localName === "body");
export const under = (x, y) => D.elementsFromPoint.call(document, x, y);
export const look = (el) => win.getComputedStyle(el);
export const rect = (el) => el.getBoundingClientRect();
export const up = (p) => p.assignedSlot || p.parentElement || p.getRootNode().host;

/** Nothing is ever thrown into the host's page. */
export const safe = (fn) => (...a) => { try { return fn(...a); } catch (e) { /* never into the host page */ } };
// Style sheets of hosts say things like iframe{height:auto}; only important declarations survive them.
export const css = (el, rules) => {
  for (const k in rules) el.style.setProperty(k, String(rules[k]), "important");
};
export const clamp = (n, lo, hi) => Math.min(Math.max(n, lo), hi);
/** At most one call a frame. */
export const once = (fn) => {
  let id = 0;
  const ask = () => { id = id || win.requestAnimationFrame(() => { id = 0; safe(fn)(); }); };
  ask.stop = () => win.cancelAnimationFrame(id);
  return ask;
};
