// What a reader sees of the graphic that a step speaks of. For each step its card is brought to five places, from just in view to its last
// line in view ("worst" is the least of them), and then on to the bar, which it reaches as it leaves ("left"); where the step is the active one, a label of the state shown counts as seen if it is on the screen with nothing
// over it. As ../../shared/tools/seen.mjs of the project's first measure, but what covers is found by hit testing, not by boxes.
(async () => {
  const frame = () => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
  const root = document.documentElement, stepper = root.dataset.mode === "stepper", H = innerHeight, out = [];
  const story = document.getElementById("story"), steps = [...document.querySelectorAll(".step")];
  const px = (el, name) => parseFloat(getComputedStyle(el)[name]) || 0;
  const active = () => (story.dataset.activeStep || "");
  function labels(scene) {
    let all = 0, n = 0, seen = 0, small = 99;
    const fig = scene.querySelector(".graphic"), flat = getComputedStyle(scene.querySelector(".layer")).position === "static";
    for (const layer of scene.querySelectorAll(".layer")) {
      const c = getComputedStyle(layer);
      if (c.visibility === "hidden" || c.display === "none" || +c.opacity < 0.1) continue;
      if (flat && layer.dataset.state !== steps.find((s) => s.id === active())?.dataset.state) continue;
      for (const t of layer.querySelectorAll(".form svg text, .form .pic text, .tab :is(th, td, b, .d > span, small, .keys > span)")) {
        const r = t.getBoundingClientRect(), m = t.getScreenCTM ? t.getScreenCTM() : { a: 1, b: 0 };
        if (!t.textContent.trim() || !t.closest(".form").getBoundingClientRect().width) continue;
        all++; // those that a small frame leaves out (slit.Cut) have no box
        if (!r.width) continue;
        n++;
        small = Math.min(small, px(t, "fontSize") * Math.hypot(m.a, m.b));
        const x = r.left + r.width / 2, y = r.top + r.height / 2, e = x >= 0 && x <= innerWidth && y >= 0 && y <= H && document.elementFromPoint(x, y);
        if (e && (fig.contains(e) || e.contains(fig))) seen++;
      }
    }
    return { all, n, seen, small };
  }
  for (let i = 0; i < steps.length; i++) {
    const s = steps[i], card = s.querySelector(".card"), row = { step: s.id, best: -1, worst: 2, left: 2, kept: 2, small: 99, text: px(card.querySelector("p"), "fontSize") };
    const take = (leaving) => {
      if (active() !== s.dataset.step) return;
      const { all, n, seen, small } = labels(s.closest(".scene")), f = n ? seen / n : 1;
      row.best = Math.max(row.best, f); row.left = Math.min(row.left, f); if (!leaving) row.worst = Math.min(row.worst, f); row.small = Math.min(row.small, small); row.kept = Math.min(row.kept, all ? n / all : 1);
    };
    if (stepper) {
      for (let k = 0; k < 5 && active() !== s.dataset.step; k++) { document.querySelector(".stepper-nav [data-act=next]").click(); await frame(); }
      take();
    } else {
      s.scrollIntoView({ behavior: "instant" }); await frame(); take();
      const lo = document.querySelector(".chrome").getBoundingClientRect().bottom > 0 ? px(root, "--bar") || 48 : 0, hi = Math.max(lo, H - Math.min(card.offsetHeight, H - lo));
      const fig = s.closest(".scene").querySelector(".graphic").getBoundingClientRect(), end = Math.max(lo, Math.min(fig.right > innerWidth * 0.9 && fig.left < innerWidth * 0.1 && fig.bottom < H ? fig.bottom : hi, H - card.offsetHeight));
      for (const y of [hi, hi - (hi - end) / 3, hi - (hi - end) * 2 / 3, end, lo]) { scrollBy({ top: card.getBoundingClientRect().top - y, behavior: "instant" }); await frame(); take(y < end - 1); }
    }
    if (row.best >= 0) out.push(row);
  }
  return { steps: out, of: steps.length, screens: document.scrollingElement.scrollHeight / H };
})()
