// How small the words of the story are in an engine and a window, run as it is in every engine, in the document that holds the story: the
// smallest label of a graphic, the smallest other text, and what is not there to be read: labels that their frame cuts off, drawings without
// room. Sizes are in CSS pixels of the window. Scrolling changes none of them but the opening's map, which draws back to the size that its
// labels are drawn for as one begins to scroll and is measured so; a page is measured where it stands, a stepper card by card.
(async () => {
  const root = document.documentElement, stepper = root.dataset.mode === "stepper";
  const frame = () => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
  const out = { label: 99, at: "", labels: 0, text: 99, words: "", gone: [], cut: [], low: {}, wide: 0 };
  for (const a of document.getAnimations()) if (a.animationName === "open") a.cancel();
  const size = (el) => parseFloat(getComputedStyle(el).fontSize);
  const inside = (x, y, r) => x >= r.left - 1 && x <= r.right + 1 && y >= r.top - 1 && y <= r.bottom + 1;
  function pictures(from, turned) {
    for (const layer of from.querySelectorAll(".layer")) {
      if (stepper && !layer.hasAttribute("data-shown")) continue;
      const fig = layer.closest(".graphic"), name = layer.closest(".scene").id + " " + layer.dataset.state;
      // What cuts: the graphic, where it is a box, and a window of its own; an enlarged one is turned by its button.
      const frames = turned ? [] : [fig.getBoundingClientRect(), ...[...layer.querySelectorAll(".form")].filter((f) => getComputedStyle(f).overflowX !== "visible" && f.scrollWidth <= f.clientWidth + 1 ).map((f) => f.getBoundingClientRect())].filter((r) => r.width && r.height);
      let n = 0, lost = 0;
      for (const svg of layer.querySelectorAll(".form :is(svg,.grid)")) {
        const b = svg.getBoundingClientRect();
        if (!svg.getClientRects().length || getComputedStyle(svg.parentElement).display === "none") continue;
        if (b.width < 40 || b.height < 40) out.gone.push(name + " " + Math.round(b.width) + "×" + Math.round(b.height));
        for (const t of svg.querySelectorAll("text,th,td,b,.d>span,small")) {
          const r = t.getBoundingClientRect();
          if (!t.textContent.trim() || !r.width || getComputedStyle(t).display === "none") continue;
          if (stepper && !svg.matches("svg") && r.left > b.right - 2) continue; // a row without room stands beside, out of sight
          const m = t.getScreenCTM ? t.getScreenCTM() : { a: 1, b: 0 }, px = size(t) * Math.hypot(m.a, m.b);
          n++;
          if (px < 10.95) out.low[name] = Math.min(out.low[name] || 99, Math.round(px * 10) / 10);
          if (px < out.label) { out.label = px; out.at = name + ": " + t.textContent.trim(); }
          if (!frames.every((f) => inside(r.left + r.width / 2, r.top + r.height / 2, f))) lost++;
        }
      }
      out.labels += n;
      if (lost) out.cut.push(name + " " + lost + "/" + n);
    }
  }
  function texts(from) {
    const walk = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const e = walk.currentNode.parentElement;
      if (!walk.currentNode.data.trim() || e.closest("svg,.tab,script,style,.vh,.ear,[hidden],noscript") || !e.getClientRects().length) continue;
      const px = size(e);
      if (px < out.text) { out.text = px; out.words = e.localName + (e.className ? "." + e.className : "") + ": " + walk.currentNode.data.trim().slice(0, 40); }
    }
  }
  if (stepper) {
    const steps = document.querySelectorAll(".step").length;
    for (let i = 0; i < steps; i++) {
      const scene = document.querySelector(".scene[data-card=current]");
      // A card too small for both shows a part of the graphic, and a button gives it the card.
      const large = document.querySelector(".card-large");
      if (scene && large && getComputedStyle(large).display !== "none") {
        if (scene.querySelector(".stage").getBoundingClientRect().height < 60) out.gone.push(scene.id + " is a sliver beside its words");
        pictures(scene, true);
        large.click(); await frame();
        pictures(scene, true);
        large.click(); await frame();
      } else if (scene) pictures(scene);
      texts(document.body);
      const step = document.querySelector(".step[data-card=current]");
      if (step && step.getBoundingClientRect().height < 40) out.gone.push(step.id + " has no room for its words");
      document.querySelector(".stepper-nav [data-act=next]").click();
      await frame();
    }
  } else {
    pictures(document.getElementById("story"));
    texts(document.body);
  }
  out.low = Object.entries(out.low).map((e) => e.join(" "));
  out.wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth; // a phone makes its window as wide as its page
  return out;
})()
