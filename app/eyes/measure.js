// What an engine shows, measured in it: run as it is in every engine, in the document that holds the story. It judges nothing.
// It leaves window.eyes: look(region) gives the texts in view with their boxes, place(step, at) scrolls, picture(step) tells which
// drawings are seen, paint(way) repaints the words so that a screenshot shows what is behind them, or which words are where.
(() => {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const LINE = 0.6; // of components/scroll
  const story = () => document.getElementById("story");
  const steps = () => [...story().querySelectorAll("[data-step]")];
  const words = (c) => `color:${c}!important;-webkit-text-fill-color:${c}!important;text-decoration-color:transparent!important;text-shadow:none!important;`;
  const PAINTS = {
    plain: "",
    // The words of the page are gone, those of the pictures stay: they are what a card may not let through.
    ground: `*{transition:none!important}:not(svg,svg *,.tab,.tab *){${words("transparent")}}`,
    // Each kind of words in a colour that nothing else has.
    coded: `*{transition:none!important}:not(svg,svg *,.tab,.tab *){${words("#0ff")}}
      :is(.card,.hero):not(svg,svg *,.tab,.tab *),:is(.card,.hero) :not(svg,svg *,.tab,.tab *){${words("#f0f")}}
      .chrome:not(svg,svg *,.tab,.tab *),.chrome :not(svg,svg *,.tab,.tab *){${words("#ff0")}}
      svg text,svg tspan{fill:#0f0!important}.tab,.tab *{${words("#0f0")}}`,
    // The labels of the pictures are gone, what they stand on stays, with the seam around them; or they are in a colour that nothing else has.
    bare: `*{transition:none!important}svg text,svg tspan{fill:transparent!important}
      .tab,.tab *{${words("transparent")}}.chrome,#client,.skip{visibility:hidden!important}`,
    inked: `*{transition:none!important}svg text,svg tspan{fill:#f0f!important;fill-opacity:1!important}
      .tab,.tab *{${words("#f0f")}}.chrome,#client,.skip{visibility:hidden!important}`,
  };
  const box = (r) => ({ x: r.left, y: r.top, w: r.right - r.left, h: r.bottom - r.top });
  const cut = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
  const empty = (r) => r.right - r.left < 1 || r.bottom - r.top < 1;

  // What an element's words have from all that is around it: how opaque they are and what cuts them off.
  function surroundings() {
    const kept = new Map();
    const of = (el) => {
      if (!el || el === document.documentElement) return { seen: true, opacity: 1, clip: { left: 0, top: 0, right: innerWidth, bottom: innerHeight } };
      const was = kept.get(el);
      if (was) return was;
      const up = of(el.parentElement), s = getComputedStyle(el), own = { seen: up.seen, opacity: up.opacity * s.opacity, clip: up.clip };
      // Where the graphic stands above, words pass under its edge: those are gone from the view, not covered in it.
      const g = el.matches(".steps") && el.parentElement.querySelector(".graphic");
      if (g && +getComputedStyle(g).zIndex > 0 && innerWidth < 960) own.clip = cut(own.clip, { ...own.clip, top: g.getBoundingClientRect().bottom });
      if (s.display === "none" || s.clipPath.includes("inset(50%)")) own.seen = false;
      const d = el.parentElement;
      if (d && d.localName === "details" && !d.open && el.localName !== "summary") own.seen = false;
      if (own.seen && s.display !== "contents" && s.display !== "inline" && (s.overflowX !== "visible" || s.overflowY !== "visible") && !(el instanceof SVGElement)) own.clip = cut(up.clip, el.getBoundingClientRect());
      kept.set(el, own);
      return own;
    };
    return of;
  }
  const kind = (el) => el.closest("svg,.tab") ? "label" : el.closest(".chrome") ? "bar" : el.closest(".card,.hero") ? "card" : el.closest(".headline") ? "headline" : el.closest("figcaption") ? "note" : "page";
  const BLOCKS = ".step,.hero,.graphic,.chapter-head,.set,.table,.layer,.explore,.method";

  function look(region) {
    const of = surroundings(), view = cut(region, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    const far = (el) => { const r = el.getBoundingClientRect(); return (r.width > 0 || r.height > 0) && empty(cut(r, view)); };
    // By hand: where scripts are off a walker's filter may not run.
    const nodes = [];
    const walk = (el) => {
      if (el.matches("script,style,noscript,template") || el.matches(BLOCKS) && getComputedStyle(el).display !== "contents" && far(el)) return;
      for (let n = el.firstChild; n; n = n.nextSibling) {
        if (n.nodeType === 1) walk(n);
        else if (n.nodeType === 3 && n.data.trim()) nodes.push(n);
      }
    };
    walk(document.body);
    const texts = [], range = document.createRange(), blocks = new Map();
    for (const n of nodes) {
      const el = n.parentElement, s = getComputedStyle(el), around = of(el);
      if (!around.seen || s.visibility !== "visible" || around.opacity < 0.05 || el.closest(":disabled,[aria-disabled=true]")) continue; // what cannot be pressed may be pale
      const k = kind(el);
      const base = { kind: k, text: n.data.trim().replace(/\s+/g, " ").slice(0, 60), opacity: around.opacity, size: parseFloat(s.fontSize), bold: +s.fontWeight >= 600,
        step: (el.closest("[data-step]") || { dataset: {} }).dataset.step || "", graphic: (el.closest("[data-graphic]") || { dataset: {} }).dataset.graphic || "" };
      const b = el.closest("p,h1,h2,h3,h4,li,summary,button,figcaption,th,td,dt,dd,text,a") || el;
      if (!blocks.has(b)) blocks.set(b, blocks.size);
      base.block = blocks.get(b);
      range.selectNodeContents(n);
      const table = el.closest(".tab");
      if (table) {
        const r = range.getBoundingClientRect(), shown = cut(r, cut(around.clip, view));
        const frame = box(table.getBoundingClientRect());
        if (!empty(shown)) texts.push({ ...base, ...box(r), color: s.color, turned: false, frame, cut: box(cut(r, around.clip)) });
        continue;
      }
      if (k === "label") {
        const text = el.closest("text");
        let svg = el.ownerSVGElement;
        if (!text || !svg) continue;
        while (svg.ownerSVGElement) svg = svg.ownerSVGElement;
        const m = text.getScreenCTM(), scale = Math.hypot(m.a, m.b), r = range.getBoundingClientRect(), shown = cut(r, cut(around.clip, view));
        if (empty(shown)) continue;
        const frame = box(svg.getBoundingClientRect());
        texts.push({ ...base, ...box(r), color: s.fill, opacity: base.opacity * s.fillOpacity, size: base.size * scale, turned: Math.abs(m.b) > 0.01, frame, cut: box(cut(r, around.clip)) });
        continue;
      }
      for (const r of range.getClientRects()) {
        const shown = cut(r, cut(around.clip, view));
        if (!empty(shown)) texts.push({ ...base, ...box(shown), color: s.color, full: r.bottom - r.top });
      }
    }
    const bar = document.querySelector(".chrome"), r = bar && bar.getBoundingClientRect(), at = [];
    if (r && r.height && getComputedStyle(bar).display !== "none") for (let i = 1; i < 8; i++) {
      const x = r.left + r.width * i / 8, y = r.top + r.height / 2;
      if (x < view.left || x > view.right || y < view.top || y > view.bottom) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit && !bar.contains(hit)) at.push(hit.outerHTML.slice(0, 80));
    }
    return { texts, bar: r && r.height ? box(r) : null, over: at, wide: document.documentElement.scrollWidth, inner: innerWidth, mode: document.documentElement.dataset.mode || "", ready: document.documentElement.dataset.ready || "" };
  }

  // The step that the reader is at: what the page says, and where no script says it, the rule itself.
  function active() {
    const d = document.documentElement.dataset, a = story().dataset.activeStep;
    if (a && "boot" in d) return a;
    let last = steps()[0];
    for (const s of steps()) if (s.getBoundingClientRect().top <= innerHeight * LINE) last = s;
    return last.dataset.step;
  }
  // What is seen in the picture of a step: the states whose drawing is visible, and the one that is wanted. Unrolled, each state
  // stands in the text.
  function picture(step) {
    const s = step ? document.getElementById(step) : document.getElementById(active()), scene = s.closest(".scene");
    if (!scene) return { want: "", seen: [], unrolled: true };
    const layers = [...scene.querySelectorAll(".layer")], live = scene.querySelector(".live");
    const on = layers.filter((l) => { const c = getComputedStyle(l); return c.visibility === "visible" && c.display !== "none" && +c.opacity > 0.5; });
    const drawn = (l) => [...l.querySelectorAll(".pic,.grid")].some((p) => p.getBoundingClientRect().width > 20 && getComputedStyle(p).visibility === "visible" && p.querySelector("text,td"));
    let want = s.dataset.state || "";
    if (!want) for (const l of layers) if (+l.dataset.i <= (+s.dataset.i || 0)) want = l.dataset.state;
    return { active: active(), want, seen: on.map((l) => l.dataset.state), unrolled: layers.some((l) => getComputedStyle(l).position === "static"),
      drawn: on.some(drawn) || !!(live && getComputedStyle(live).visibility === "visible" && getComputedStyle(live).display !== "none" && live.querySelector("svg text,canvas")) };
  }
  const still = () => !document.getAnimations || document.getAnimations().every((a) => a.playState !== "running" || a.timeline !== document.timeline || a.effect && a.effect.getComputedTiming().endTime === Infinity);

  // Where a step is, for one who brings it to a part of the screen's height. Where the style sheet says from where a step is read, that is
  // at 0.3 of the height, and never so far up that the next one, which stands close by where steps are short, has begun.
  const absolute = (e) => e.getBoundingClientRect().top + (document.scrollingElement || document.documentElement).scrollTop;
  const top = (step, at, height) => {
    const e = document.getElementById(step), px = (of, name) => parseFloat(getComputedStyle(of)[name]) || 0, by = px(e, "scrollMarginTop");
    const all = steps(), next = all[all.indexOf(e) + 1];
    let read = absolute(e) - (by ? by + px(document.documentElement, "scrollPaddingTop") - innerHeight * 0.3 : 0);
    // In a frame as high as the story words pass below the graphic too, and are read where they come out from under its lower edge.
    if (document.documentElement.dataset.mode === "tall" && innerWidth < 960) read = absolute(e) + height * (at - 0.48 + (0.37 - at) * 0.3);
    return next ? Math.min(read, absolute(next) + height * (at - LINE) - 8) : read;
  };

  // A card that is longer than its place is turned by a button of its own: where that stands, how many lines the card has, and how
  // many of them come into view while the button is pressed until the card begins anew.
  function turned(step) {
    const card = document.getElementById(step), button = card.querySelector(".card-more");
    if (!button) return null;
    const range = document.createRange(), lines = [], seen = new Set(), all = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), from = card.getBoundingClientRect().top;
    for (let n; (n = all.nextNode());) {
      const el = n.parentElement, closed = el.closest("details:not([open])");
      if (!n.data.trim() || button.contains(n) || el.closest(".vh") || closed && !el.closest("summary")) continue;
      range.selectNodeContents(n);
      for (const r of range.getClientRects()) if (r.width > 12 && r.height > 5) lines.push([r.top - from, r.bottom - from]);
    }
    const at = box(button.getBoundingClientRect());
    for (let was = -1; card.scrollTop > was;) {
      was = card.scrollTop;
      const end = button.getBoundingClientRect().top - from;
      lines.forEach(([a, b], i) => { if (a - was >= -3 && b - was <= end + 3) seen.add(i); });
      button.click();
    }
    card.scrollTop = 0;
    return { ...at, lines: lines.length, seen: seen.size };
  }

  // Where drawings stand in the document, for one who looks at all of them.
  const drawings = () => [...story().querySelectorAll(".layer .form svg,.layer .tab")].filter((s) => s.getClientRects().length && getComputedStyle(s).visibility === "visible")
    .map((s) => ({ ...box(s.getBoundingClientRect()), y: absolute(s) })).filter((b) => b.w > 40 && b.h > 40).sort((a, b) => a.y - b.y);

  window.eyes = {
    look, drawings, active, picture, still, turned,
    steps: () => steps().map((s) => s.dataset.step),
    place: (step, at) => { scrollTo({ top: top(step, at, innerHeight) - innerHeight * at, behavior: "instant" }); return scrollY; },
    top,
    // With a mark in the corner of what is in view: a screenshot that shows it shows this paint, and not the one before.
    paint: (way, mark, x, y) => { sheet.replaceSync(PAINTS[way] + `html::after{content:"";position:fixed;left:${x}px;top:${y}px;width:4px;height:4px;background:${mark};z-index:2147483647;pointer-events:none}`); return 1; },
  };
  return 1;
})()
