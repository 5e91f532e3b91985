// One model of where the reader is: m.y, in px of the story as the frame has it laid out. Only the reader's own scrolling changes it,
// and the frame, when its layout has changed, says which y shows the same words. Everything else (a lock, a turned phone, an
// advertisement that came above, a box of another height) is answered by scrolling to where m.y is now.
import { broken, follows, header, locked, zoomed } from "./judge.js";
import { clamp, css, look, rect, root, win } from "./page.js";
import { expected } from "./height.js";

const BEFORE = 0, IN = 1, AFTER = 2;
const line = (m) => m.top * zoomed(m.box); // where the frame sticks, in px of the window
const regime = (m, r) => (r.top >= line(m) - 0.5 ? BEFORE : r.bottom <= win.innerHeight + 0.5 ? AFTER : IN);
const inSight = (r) => r.bottom > 0 && r.top < win.innerHeight;

function lastY(m, r) {
  const z = zoomed(m.box);
  return m.start + clamp((line(m) - r.top) / z, 0, Math.max(0, (r.height - rect(m.frame).height) / z));
}
const lastOf = (m) => m.start + Math.max(0, m.story - m.start - rect(m.frame).height / zoomed(m.box)); // the y of the story's end

function note(m) {
  m.p = win.pageYOffset;
  m.docTop = rect(m.box).top + m.p;
}

/** Scrolls to where the model says that the reader is. */
export function stay(m) {
  const by = rect(m.box).top - line(m) + Math.max(0, m.y - m.start) * zoomed(m.box);
  if (Math.abs(by) > 0.5) win.scrollTo({ top: win.pageYOffset + by, behavior: "instant" });
  note(m);
}

// What stands after the box does not move while its reader looks at it. The browser's own scroll anchoring would do so a second time.
/** A change that the browser's scroll anchoring does not answer: it would take the reader along with what stands after the box. */
export function unanchored(change) {
  const name = "overflow-anchor", anchor = root.style.getPropertyValue(name), rank = root.style.getPropertyPriority(name);
  css(root, { [name]: "none" });
  change();
  const wait = win.requestAnimationFrame;
  wait(() => wait(() => root.style.setProperty(name, anchor === "none" ? "" : anchor, rank)));
}

function keepAfter(m, change) {
  const was = rect(m.box).bottom;
  unanchored(change);
  const by = rect(m.box).bottom - was;
  if (by) win.scrollTo({ top: win.pageYOffset + by, behavior: "instant" });
  note(m);
}

// vh is the larger viewport on phones: it stays as it is while the address bar comes and goes, so nothing jumps.
function style(m) {
  const z = zoomed(m.box);
  if (m.kind !== "pinned") return;
  // In a window that may be as high as its content a box of no vh shows first whether it is: see follows().
  const probe = m.probe = m.probe || win.innerHeight + 200 + "px";
  css(m.frame, { position: "sticky", top: m.top + "px", height: m.set ? "calc(" + (z === 1 ? "100vh" : 100 / z + "vh") + " - " + m.top + "px)" : probe });
  css(m.link, { top: m.top + "px" });
  css(m.box, { height: m.set ? m.set + "px" : probe });
}

function resize(m, want) {
  const change = () => { m.set = want; style(m); };
  if (!m.turning && regime(m, rect(m.box)) === AFTER) keepAfter(m, change);
  else change();
}

const sizeOf = (f) => f.width + " " + f.height;

/**
 * The window has another size: until the frame has laid itself out anew the reader is where they were, whatever is seen. Where the
 * frame keeps its size a bar of the browser came or went while the reader scrolls, and nothing is to be kept from them.
 */
export function turn(m) {
  if (m.kind === "pinned" && m.set && sizeOf(rect(m.frame)) === m.size) return;
  m.turning = m.kind === "pinned" && m.at === IN && Date.now() + 1500;
  shape(m);
}

const guess = (m) => expected(m.o, m.box.offsetWidth, win.innerHeight - m.top);

// A page is judged anew whenever something may have changed it, but never changes under its reader.
function judge(m) {
  const { o } = m;
  if (o.graphic) return "flow";
  if (o.height === "pinned") return "pinned";
  if (m.kind === "pinned" && follows()) m.hopeless = true;
  if (m.hopeless || o.height) return "stepper";
  const next = broken(m.box) ? "stepper" : "pinned";
  return m.kind && next !== m.kind && m.ready && inSight(rect(m.box)) ? m.kind : next;
}

/** Gives box and frame their shape, and keeps the reader where they are. */
export function shape(m) {
  const was = m.kind, shut = locked();
  m.kind = m.dead ? "link" : judge(m);
  if (m.kind === "pinned") {
    if (m.at !== IN && m.auto) m.top = header(m.box);
    const want = m.story ? Math.max(m.story - m.start, 1) : m.soon ? guess(m) : 0;
    if (want !== m.set && was === "pinned") resize(m, want);
    else { m.set = want; style(m); }
    if (m.at === IN && !shut) stay(m);
  } else if (was !== m.kind) {
    const seen = was === "pinned" && m.at === IN, change = () => {
      css(m.frame, { position: "relative", top: 0 });
      css(m.box, { height: "auto" });
      flow(m);
    };
    m.set = 0;
    if (was === "pinned" && m.at === AFTER) keepAfter(m, change);
    else change();
    if (seen) { m.y = m.start; stay(m); } // the frame goes on as a card of the same step
    m.at = BEFORE;
  } else flow(m);
  m.sent = "";
}

/** The height of a frame that does not stick. */
export function flow(m) {
  const px = /^\d/.test(m.o.height) ? m.o.height + "px" : "";
  const high = m.kind === "link" ? "0px" : m.kind === "flow" ? (m.story ? m.story + "px" : px || "560px") : px || (follows() ? "640px" : "min(100vh, 700px)");
  css(m.frame, { height: high });
}

/** The frame has said how high it is, and, when its layout has changed, which y shows what its reader was at. */
export function grown(m, y) {
  if (m.kind === "flow") return flow(m);
  if (m.kind !== "pinned") return undefined;
  begin(m, rect(m.box));
  const want = Math.max(m.story - m.start, 1);
  if (m.at === IN && y !== undefined) m.y = y;
  if (follows()) return shape(m);
  if (y !== undefined) resize(m, want);
  else fit(m);
  if (m.at === IN && y !== undefined && !m.shut) stay(m);
  // A frame may be laid out for a size in between first; at a place past the end of what the window shows, the answer is not yet ours.
  if (y !== undefined && m.y <= lastOf(m) + 1) m.turning = false;
  return undefined;
}

// While its reader sees both the story and what comes after it, the box waits: one of the two would have to move. And a story that
// has become so short that its reader would fall out of it waits for them to scroll: it may be short for a moment only.
function fit(m, moved) {
  const want = Math.max(m.story - m.start, 1), r = rect(m.box);
  if (!m.story || want === m.set || m.turning || r.bottom < win.innerHeight - 1 && r.bottom > line(m)) return;
  const last = lastOf(m), out = m.at === IN && m.y > last + 1;
  if (out && !moved) return;
  resize(m, want);
  if (out) { m.y = last; stay(m); }
}

// While the page is locked the frame is held where it was; what the reader has is the model's.
function shutIn(m, r) {
  if (Math.abs(win.pageYOffset - m.p) > 1 || Math.abs(r.top + win.pageYOffset - m.docTop) > 1) m.misses++;
  m.p = win.pageYOffset;
  m.docTop = r.top + m.p;
  if (m.at === IN) css(m.frame, { position: "relative", top: (line(m) - r.top) / zoomed(m.box) + "px" });
  return m.misses > 8; // it moves and moves: this is no lock
}

// The page has been opened again. Its own script may put the offset back that it was at, now or a little later.
function opened(m) {
  m.misses = 0;
  m.back = { p: m.from, until: Date.now() + 1500 };
  shape(m);
}

function begin(m, r) {
  if (m.p !== undefined) return;
  m.at = regime(m, r);
  m.y = lastY(m, r);
  note(m);
  m.from = m.p;
}

/** Looks where the reader is; false if the embed has had to change its shape. */
export function place(m) {
  let r = rect(m.box);
  const shut = locked();
  begin(m, r);
  if (shut !== m.shut) {
    m.shut = shut;
    if (!shut) { opened(m); return true; }
    m.misses = 0;
  }
  if (shut) {
    if (!shutIn(m, r)) return true;
    m.hopeless = true;
    shape(m);
    return false;
  }
  const p = win.pageYOffset, moved = Math.abs(p - m.p) > 0.01;
  const again = moved && m.back && Date.now() < m.back.until && Math.abs(p - m.back.p) < 2;
  if (m.turning && (Date.now() > m.turning || m.touched)) m.turning = false; // the browser itself moves a page that turns
  if (m.at === IN && (again || moved && m.turning || !moved && Math.abs(r.top + p - m.docTop) > 1)) {
    if (again) m.back = null;
    stay(m);
    r = rect(m.box);
  } else if (moved || m.at !== IN) m.y = lastY(m, r);
  if (!m.turning) m.at = regime(m, r);
  if (m.at === BEFORE && m.auto && inSight(r)) {
    const top = header(m.box);
    if (Math.abs(top - m.top) > 1) { m.top = top; style(m); }
  }
  note(m);
  m.from = m.p;
  fit(m, moved);
  return sticks(m, r, moved);
}

// Styles promised that it sticks; see whether it does. A moment in which nothing scrolls proves nothing.
function sticks(m, r, moved) {
  const f = rect(m.frame);
  m.size = sizeOf(f);
  const held = r.top < line(m) - 4 && r.bottom > line(m) + f.height + 4;
  if (!held || Math.abs(f.top - line(m)) <= 3) m.misses = 0;
  else if (moved && ++m.misses > 2) {
    m.hopeless = true;
    shape(m);
    return false;
  }
  return true;
}
