// What kind of frame the page is in, and where its reader is in it: pure functions, tested without a browser.
export const MODES = ["standalone", "pinned", "stepper", "tall", "flow", "unrolled"];

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
