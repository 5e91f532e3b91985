// What the host's page is like: whether sticky holds there, whether something has locked it for a moment, what ground and what
// header of its own it has.
import { body, find, look, rect, root, under, up, win } from "./page.js";

const open = (s) => /^(visible|clip)$/.test(s.overflowY) && /^(visible|clip)$/.test(s.overflowX);
export const framed = (() => { try { return win.parent !== win; } catch (e) { return true; } })();

/**
 * Modals and consent walls lock a page by taking overflow away from html and body both, or by fixing body. That passes, and says
 * nothing of the page; it only keeps sticky from holding meanwhile.
 */
export function locked() {
  const b = body(), s = b && look(b), r = look(root);
  return !!s && (s.position === "fixed" || !open(s) && !open(r) && (s.overflowY === "hidden" || r.overflowY === "hidden"));
}

/**
 * Would position:sticky hold here? Any scroll container between us and the viewport takes it over, a fixed box (a modal) and size
 * or paint containment cut it off, scaled or rotated boxes break the arithmetic, but not while they are on their way. A plain
 * translate and a filter do not (tried in Chromium); whatever else a host thinks of is measured while scrolling, see place.js.
 */
export function broken(el) {
  const shut = locked(), rootOpen = open(look(root)), strange = (s) => s.zoom - 1 && !el.currentCSSZoom;
  if (strange(look(root))) return true;
  for (let p = up(el); p && p !== root; p = up(p)) {
    const s = look(p), main = p === body();
    const moving = p.getAnimations && p.getAnimations().some((a) => a.playState === "running");
    // WebKit tells boxes of what is zoomed in px of their own and scrolls in the window's, as Chromium did until 128.
    if (strange(s)) return true;
    // body's overflow belongs to the viewport unless html has its own.
    if (!open(s) && !(main && (rootOpen || shut))) return true;
    if (s.position === "fixed" && !main || s.columnCount > 1 || /strict|content|paint|(^| )size/.test(s.contain)) return true;
    // A page that is locked for good and moved by transforms has a scroller of its own making.
    if (s.transform !== "none" && !moving && (shut || !/^matrix\(1, 0, 0, 1,/.test(s.transform))) return true;
  }
  return false;
}

/**
 * A page in a frame. An editor's preview is as high as what is in it: nothing scrolls here, and a height in vh would chase itself. In
 * a box that takes a part of the window (outerHeight is the browser's own) a story that scrolls would be a trap.
 */
export const follows = () => framed && (win.innerHeight > root.scrollHeight - 100 || win.innerHeight < 0.7 * win.outerHeight);

export const zoomed = (el) => el.currentCSSZoom || 1;

// How light a computed colour is, 0 to 1; NaN for one that is not there or cannot be told.
function light(colour) {
  const n = (colour.match(/[\d.]+/g) || []).map(Number);
  const alpha = /[,/]\s*([\d.]+)\)$/.exec(colour);
  if (/^rgba|\//.test(colour) && alpha && +alpha[1] < 0.5) return NaN;
  if (/^rgb/.test(colour)) return (0.2126 * n[0] + 0.7152 * n[1] + 0.0722 * n[2]) / 255;
  if (/^color\(srgb/.test(colour)) return 0.2126 * n[0] + 0.7152 * n[1] + 0.0722 * n[2];
  return /^ok/.test(colour) ? n[0] : n[0] / 100; // oklch, oklab; lch, lab
}

/** "light" or "dark" by the ground that the embed stands on, "" where only the system knows. */
export function ground(el) {
  const say = (l) => (l < 0.5 ? "dark" : "light");
  for (let p = el; p; p = up(p)) {
    const s = look(p), l = light(s.backgroundColor);
    if (l >= 0) return say(l);
    if (s.backgroundImage !== "none") { // a picture: the words on it have been chosen for it
      const words = light(look(el).color);
      return words >= 0 ? say(1 - words) : "";
    }
  }
  const meta = find('meta[name="color-scheme"]')[0];
  const said = look(root).colorScheme || "normal", scheme = said === "normal" && meta ? meta.content : said;
  return !/dark/.test(scheme) ? "light" : /light/.test(scheme) ? "" : "dark";
}

/** How far the host's own fixed or sticky header reaches down, in px; several may stand below each other. */
export function header(box) {
  let top = 0;
  for (let n = 0; n < 3; n++) {
    const bar = under(win.innerWidth / 2, top + 1).map((e) => {
      for (let p = e; p && p !== root; p = up(p)) if (/^(fixed|sticky)$/.test(look(p).position)) return p;
      return null;
    }).find((p) => {
      const r = p && rect(p);
      return r && !box.contains(p) && !p.contains(box) && r.top < top + 2 && r.width > win.innerWidth * 0.5 && r.height < win.innerHeight * 0.4;
    });
    if (!bar) break;
    top = Math.round(rect(bar).bottom);
  }
  return top < 8 ? 0 : Math.min(top, win.innerHeight * 0.5); // a thread, as what tells of loading, covers no words, and goes
}
