// What a host's page is like for the embed, as [grade, words] pairs: "breaks" takes something from readers, "note" is as the embed has
// found it and answered. Evaluated in the page by hostcheck.go, which knows what the browser itself complained of.
(() => {
  const out = [], say = (grade, words) => out.push([grade, words]), KEY = Symbol.for("sahel-explainer"), { all, root } = ALL, style = (e) => getComputedStyle(e);
  const name = (e) => e.localName + (e.getAttribute("id") ? "#" + e.getAttribute("id") : "") + (e.classList.length ? "." + [...e.classList].join(".") : "");
  const boxes = all("[data-sahel-explainer-box]"), places = all("sahel-explainer,[data-sahel-explainer]"), lines = all("script[src]").filter((s) => /\/embed\.js(\?|#|$)/.test(s.src));
  const frames = all("iframe").filter((f) => /\/[a-z]{2,3}(-[a-z0-9]+)*\/(graphics\/[\w-]+\/)?(frame\.html)?\?(.*&)?embed=1/.test(f.src));
  if (!boxes.length && !frames.length) {
    if (lines.length) say("breaks", "embed.js stands in the page and has made no frame: it was not loaded (see what the browser says), or there is no place for it");
    else if (places.length) say("breaks", "there is a place for the story and no script embed.js: readers see the picture and the link, or nothing");
    else say("breaks", "neither embed.js nor a frame of the story is in this page");
  }
  for (const f of frames.filter((f) => !f.closest("[data-sahel-explainer-box]"))) {
    say("note", "a frame that no embed.js has taken over (" + f.src + "): it shows one step a card, " + f.offsetWidth + " × " + f.offsetHeight + " px");
    if (f.offsetHeight < 300) say("breaks", "that frame is " + f.offsetHeight + " px high: too low for a picture and words; give it 640");
  }
  for (const f of frames.filter((f) => f.hasAttribute("sandbox"))) {
    const may = (t) => f.sandbox.contains("allow-" + t);
    if (!may("scripts")) say("note", "the frame's sandbox lets no script run: the story is cards that are turned by radio buttons");
    else if (!may("same-origin")) say("note", "the frame's sandbox gives it no origin: the reader's choices are not kept");
    if (!may("popups")) say("note", "the frame's sandbox forbids new windows: links to sources are shown to be copied");
  }
  boxes.forEach((box, i) => {
    const m = box[KEY] || {}, no = boxes.length > 1 ? "embed " + (i + 1) + ": " : "";
    if (!box.offsetWidth) return say("note", no + "it is hidden now (a closed tab, dialog or fold): it is loaded when it is opened, and nothing was measured");
    if (m.dead || !m.ready) say("breaks", no + "the frame has not spoken: it was refused, or its address does not answer; readers have a link");
    else say("note", no + "mode " + m.kind + (m.base ? ", from " + m.base.href : ""));
    const own = box.ownerDocument !== root.ownerDocument && box.ownerDocument.defaultView;
    if (own) say("note", no + "it stands in a frame of the page's own, " + own.innerWidth + " × " + own.innerHeight + " px: one lower than seven tenths of the window gets cards");
    const up = (p) => p.assignedSlot || p.parentElement || p.getRootNode().host;
    for (let p = up(box); p && p !== p.ownerDocument.documentElement; p = up(p)) {
      const s = style(p), why = [];
      if (p.localName !== "body" && !(/^(visible|clip)$/.test(s.overflowX) && /^(visible|clip)$/.test(s.overflowY))) why.push("overflow: " + s.overflow);
      if (/strict|content|paint|size/.test(s.contain)) why.push("contain: " + s.contain);
      if (s.transform !== "none" && !/^matrix\(1, 0, 0, 1,/.test(s.transform)) why.push("transform: " + s.transform);
      if (s.columnCount > 1) why.push("columns");
      if (s.position === "fixed") why.push("position: fixed");
      if (why.length) say(m.kind === "pinned" ? "note" : "breaks", no + name(p) + " has " + why.join(", ") + ": nothing can stick inside, so the story is a stepper; overflow: clip would not hinder it");
    }
    if (m.top) say("note", no + "a header of the page reaches down " + m.top + " px: the story begins below it (data-top overrules)");
    if (box.offsetWidth < 300) say("breaks", no + "its column is " + box.offsetWidth + " px wide; 320 are needed");
  });
  const sites = new Set(boxes.map((b) => b[KEY] && b[KEY].base && b[KEY].base.href).filter(Boolean));
  if (sites.size > 1) say("note", sites.size + " sites' stories stand on the page, each by its own embed.js");
  for (const n of ["currentScript", "body", "head", "createElement", "querySelector", "getElementById", "documentElement", "readyState", "SahelExplainer"]) {
    const e = all(`[name="${n}"],[id="${n}"]`)[0];
    if (e) say("note", "<" + e.localName + "> named " + n + " takes the place of the browser's own: embed.js does not ask it, other scripts of the page may");
  }
  const snap = style(root).scrollSnapType;
  if (/mandatory/.test(snap)) say("note", "the page snaps (scroll-snap-type: " + snap + "): a story outside of every child that has scroll-snap-align could not be rested in");
  const follows = innerHeight > root.scrollHeight - 100 && parent !== window;
  if (follows) say("note", "the page is a window that follows its content (an editor's preview): the story is a stepper there");
  if (root.scrollWidth > innerWidth + 1) say("note", "the page is wider than its window by " + (root.scrollWidth - innerWidth) + " px");
  return out;
})()
