// Tall: some script has stretched the frame to the story's whole height. Nothing sticks there, and rootMargin is ignored across origins.
// Sentinels every 50 px under the top viewport's observer tell the visible slice, and the figure follows it.
import { clamp, safe } from "./page.js";
import { evenOut } from "./decide.js";

/**
 * Starts following, and gives what ends it. page: { root, me, all, article } of frame.js; filled says that the host fits the frame to us.
 */
export function ladder({ root, me, all, article, filled }) {
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
    if (!filled()) {
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
