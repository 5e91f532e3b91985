// The editor's desk: frames side by side, one step in all of them, what stands behind it, what is wrong. It holds no words of its
// own (locales/messages/desk.*.toml) and keeps its state in its address, so that a reload changes nothing.
import { active, difference, go, keep, patch, reopen, restore } from "./story.js";

const root = document.documentElement;
const boot = JSON.parse(root.dataset.desk);
const w = (id) => boot.words[id] ?? id;
const policy = window.trustedTypes ? trustedTypes.createPolicy("desk", { createHTML: (s) => s }) : { createHTML: (s) => s };
// A page as an inert document. Its style is kept beside it: inside it would be held to the desk's own policy.
function parse(html) {
  let sheet = "";
  const doc = new DOMParser().parseFromString(policy.createHTML(html.replace(/<style>[^]*?<\/style>/, (m) => { sheet = m; return ""; })), "text/html");
  doc.documentElement.dataset.sheet = sheet;
  return doc;
}

// --- making nodes
function h(tag, props = {}, ...kids) {
  const el = document.createElement(tag);
  for (const [k, v] of Object.entries(props)) {
    if (v === undefined || v === null || v === false) continue;
    if (k.startsWith("on")) el.addEventListener(k.slice(2), v);
    else if (k === "data") Object.assign(el.dataset, v);
    else if (k === "text") el.textContent = v;
    else el.setAttribute(k, v === true ? "" : v);
  }
  el.append(...kids.flat().filter((x) => x !== null && x !== undefined));
  return el;
}

// --- state, in the address
const query = new URLSearchParams(location.search);
const list = (k, all, none) => { const v = query.get(k); return v === null ? none : v.split(",").filter((x) => all.includes(x)); };
const tags = boot.locales.map((l) => l.tag), columns = [...tags, "pseudo", "mirror"];
const state = {
  place: boot.places.some((p) => p.id === query.get("place")) || query.get("place") === "all" ? query.get("place") : "phone",
  show: list("show", columns, tags),
  with: list("with", boot.options, []),
  eyes: ["", "grey", "protan", "deutan", "tritan"].includes(query.get("eyes") || "") ? query.get("eyes") || "" : "",
  step: /^[\w-]{1,64}$/.test(query.get("step") || "") ? query.get("step") : "",
  panel: ["step", "findings", "pictures"].includes(query.get("panel")) ? query.get("panel") : "",
};
if (!state.show.length) state.show = tags;
function remember() {
  const q = new URLSearchParams();
  if (query.has("lang")) q.set("lang", query.get("lang"));
  for (const k of ["place", "eyes", "step", "panel"]) if (state[k]) q.set(k, state[k]);
  q.set("show", state.show.join(","));
  if (state.with.length) q.set("with", state.with.join(","));
  history.replaceState(null, "", "?" + q.toString().replaceAll("%2C", ","));
}

let status = null, steps = [], findings = [], docs = {}, leader = null, cells = new Map();

// --- the frame of the page
const rail = h("nav", { class: "rail", "aria-label": w("rail") });
const stage = h("main", { class: "stage", id: "stage" });
const side = h("aside", { class: "side", hidden: true, "aria-label": w("panel") });
const fault = h("div", { class: "fault", role: "alert", hidden: true });
const pill = h("p", { class: "pill", role: "status" });
const tabs = h("div", { class: "tabs" });
const tools = h("div", { class: "tools" });
document.body.append(
  h("header", {}, h("div", { class: "top" }, h("h1", { text: w("title") }), pill, tools, h("div", { class: "langs" },
    boot.locales.map((l) => h("a", { href: "?" + langQuery(l.tag), lang: l.tag, "aria-current": l.tag === boot.lang ? "true" : null, text: l.name, onclick: (e) => { e.preventDefault(); location.search = langQuery(l.tag); } })))), tabs),
  fault, h("div", { class: "body" }, rail, stage, side), filters());
function langQuery(tag) {
  const q = new URLSearchParams(location.search);
  q.set("lang", tag);
  return q.toString();
}

// Colour-blindness as the eye has it, without the whole grey: the matrices of Machado et al. 2009 at full strength.
function filters() {
  const NS = "http://www.w3.org/2000/svg", svg = document.createElementNS(NS, "svg");
  svg.setAttribute("class", "filters");
  svg.setAttribute("aria-hidden", "true");
  const m = {
    protan: "0.152286 1.052583 -0.204868 0 0 0.114503 0.786281 0.099216 0 0 -0.003882 -0.048116 1.051998 0 0 0 0 0 1 0",
    deutan: "0.367322 0.860646 -0.227968 0 0 0.280085 0.672501 0.047413 0 0 -0.011820 0.042940 0.968881 0 0 0 0 0 1 0",
    tritan: "1.255528 -0.076749 -0.178779 0 0 -0.078411 0.930809 0.147602 0 0 0.004733 0.691367 0.303900 0 0 0 0 0 1 0",
  };
  for (const [id, values] of Object.entries(m)) {
    const f = document.createElementNS(NS, "filter"), x = document.createElementNS(NS, "feColorMatrix");
    f.id = id;
    x.setAttribute("type", "matrix");
    x.setAttribute("values", values);
    f.append(x);
    svg.append(f);
  }
  return svg;
}

// --- tabs and tools
function drawTabs() {
  const tab = (id, group) => h("button", { type: "button", class: "tab", "aria-pressed": String(state.place === id), data: { tab: id, group }, text: w("place." + id), title: w("what." + id), onclick: () => { state.place = id; redraw(); } });
  tabs.replaceChildren(...["own", "embedded", "reader"].map((g) =>
    h("div", { class: "group", role: "group", "aria-label": w("group." + g) }, h("span", { class: "group-name", text: w("group." + g) }), boot.places.filter((p) => p.group === g).map((p) => tab(p.id, g)))),
  h("div", { class: "group" }, tab("all", "all")),
  h("div", { class: "group", role: "group", "aria-label": w("show") }, columns.map((c) => h("button", {
    type: "button", class: "tab lang", "aria-pressed": String(state.show.includes(c)), data: { show: c }, title: tags.includes(c) ? null : w("what." + c),
    text: tags.includes(c) ? boot.locales.find((l) => l.tag === c).name : w("world." + c), onclick: () => {
      const on = state.show.includes(c) ? state.show.filter((x) => x !== c) : columns.filter((x) => x === c || state.show.includes(x));
      if (on.length) state.show = on;
      redraw();
    } }))));
}
function drawTools() {
  const option = (id) => h("label", { class: "option", title: w("hint." + id) }, h("input", { type: "checkbox", checked: state.with.includes(id), data: { with: id }, onchange: (e) => choose(id, e.target.checked) }), w("with." + id));
  const theme = h("select", { "aria-label": w("view.theme"), data: { theme: "" }, onchange: (e) => { const v = e.target.value; state.with = state.with.filter((x) => x !== "light" && x !== "dark"); if (v) choose(v, true); else redraw(); } },
    [["", "theme.auto"], ["light", "theme.light"], ["dark", "theme.dark"]].map(([v, t]) => h("option", { value: v, text: w(t), selected: v ? state.with.includes(v) : !state.with.includes("light") && !state.with.includes("dark") })));
  const eyes = h("select", { "aria-label": w("view.eyes"), data: { eyes: "" }, onchange: (e) => { state.eyes = e.target.value; see(); remember(); } },
    ["", "grey", "protan", "deutan", "tritan"].map((v) => h("option", { value: v, text: w("eyes." + (v || "all")), selected: v === state.eyes })));
  tools.replaceChildren(theme, eyes, ...["short", "still", "big", "slow", "draft"].filter((o) => boot.options.includes(o)).map(option),
    h("button", { type: "button", class: "act", data: { panel: "pictures" }, text: w("pictures.title"), onclick: () => toggle("pictures") }),
    h("button", { type: "button", class: "act", data: { panel: "findings" }, onclick: () => toggle("findings") }, h("span", { text: w("findings") }), h("b", { class: "count" })));
}
function choose(id, on) {
  state.with = boot.options.filter((o) => (o === id ? on : state.with.includes(o)));
  redraw();
}
function see() {
  stage.style.setProperty("filter", state.eyes === "grey" ? "grayscale(1)" : state.eyes ? `url(#${state.eyes})` : "none");
}

// --- the grid of frames
const place = (id) => boot.places.find((p) => p.id === id);
function wanted() {
  const out = [];
  const cols = state.place === "all" ? state.show.slice(0, 1) : state.show;
  for (const p of state.place === "all" ? boot.places : [place(state.place)]) {
    for (const c of cols) if (!p.hosted || tags.includes(c)) out.push({ p, c, key: p.id + "/" + c });
  }
  return out;
}
function address({ p, c }) {
  const world = tags.includes(c) ? "live" : c, tag = tags.includes(c) ? c : boot.common;
  const opts = boot.options.filter((o) => state.with.includes(o) || p.option === o);
  const variant = [world, ...opts].join("-");
  return p.hosted ? `${boot.abroad}/host/${boot.key}/${p.id}/${variant}/${tag}` : `/v/${boot.key}/${variant}/${tag}/${short() ? "short/" : ""}${p.query}`;
}
const short = () => state.with.includes("short");
function drawGrid() {
  const want = wanted(), keys = new Set(want.map((x) => x.key));
  for (const [k, cell] of cells) if (!keys.has(k)) { cell.el.remove(); cells.delete(k); }
  let before = null;
  for (const x of want) {
    let cell = cells.get(x.key);
    const src = address(x);
    if (!cell) {
      cell = makeCell(x);
      cells.set(x.key, cell);
      if (before) before.el.after(cell.el); else stage.prepend(cell.el);
    }
    if (cell.src !== src) {
      if (cell.win) cell.place = keepOf(cell);
      cell.src = src;
      cell.doc = cell.win = null;
      cell.el.dataset.state = "loading";
      cell.frame.src = cell.out.href = src;
    }
    before = cell;
  }
  if (!want.length) stage.dataset.empty = w("empty"); else delete stage.dataset.empty;
  scale();
}
function makeCell({ p, c, key }) {
  const tag = tags.includes(c) ? c : boot.common, name = tags.includes(c) ? boot.locales.find((l) => l.tag === c).name : w("world." + c);
  const frame = h("iframe", { width: p.width, height: p.height, title: `${w("place." + p.id)}, ${name}`, data: { place: p.id, column: c } });
  const box = h("div", { class: "box" }, frame);
  const open = h("a", { class: "out", target: "_blank", rel: "noopener", text: "↗", title: w("alone"), "aria-label": w("alone") });
  const el = h("figure", { class: "cell", data: { place: p.id, column: c, state: "loading" } },
    h("figcaption", {}, h("b", { text: state.place === "all" ? w("place." + p.id) : name }), h("span", { class: "size", text: `${p.width} × ${p.height}` }), h("span", { class: "at" }), open), box);
  const cell = { key, p, c, tag, frame, el, box, out: open, src: "", win: null, doc: null, place: null };
  open.addEventListener("click", () => { open.href = cell.src + (p.hosted || !state.step ? "" : "#" + state.step); });
  box.addEventListener("pointerenter", () => { leader = cell; });
  frame.addEventListener("load", () => look(cell));
  return cell;
}
function scale() {
  const n = cells.size;
  if (!n) return;
  const all = state.place === "all";
  stage.toggleAttribute("data-all", all);
  const style = getComputedStyle(stage), gap = parseFloat(style.columnGap) || 16;
  const width = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), height = innerHeight - stage.getBoundingClientRect().top - 58;
  for (const { p, frame, box } of cells.values()) {
    const per = all ? Math.max(2, Math.floor(width / 420)) : n;
    let k = Math.min(1, (width - gap * (per - 1)) / per / p.width);
    k = all ? Math.min(k, 420 / p.height) : Math.max(Math.min(k, height / p.height), Math.min(k, 0.34));
    frame.style.setProperty("transform", `scale(${k})`);
    box.style.setProperty("width", Math.floor(p.width * k) + "px");
    box.style.setProperty("height", Math.floor(p.height * k) + "px");
  }
}
new ResizeObserver(scale).observe(stage);
addEventListener("resize", scale);

// --- looking into frames: those of our origin stand open, also inside a host's page of another one
function storyOf(win, depth = 0) {
  try {
    const doc = win.document;
    if (doc.getElementById("story") && doc.location.pathname.startsWith("/v/")) return win;
  } catch (e) { /* another origin: perhaps one of its frames is ours */ }
  for (let i = 0; depth < 3 && i < win.length; i++) {
    const found = storyOf(win[i], depth + 1);
    if (found) return found;
  }
  return null;
}
function look(cell) {
  if (cell.p.sealed || !cell.frame.contentWindow) return;
  const win = storyOf(cell.frame.contentWindow);
  if (!win || win.document === cell.doc || win.document.readyState === "loading") return;
  cell.win = win;
  cell.doc = win.document;
  const lead = () => { leader = cell; };
  for (const e of ["wheel", "pointerdown", "keydown", "touchstart"]) cell.doc.addEventListener(e, lead, { passive: true, capture: true });
  let queued = false;
  const moved = () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => {
      queued = false;
      if (!cell.win) return;
      if (leader === cell) follow(cell, active(cell.win)); else where(cell);
    });
  };
  win.addEventListener("scroll", moved, { passive: true });
  cell.doc.addEventListener("sahel:card", moved);
  cell.doc.addEventListener("click", (e) => {
    const t = e.target;
    if (t.closest && !t.closest("a,button,summary,details,select,input,[role=application]") && t.closest(".step,figure.graphic")) ask(t.closest(".step")?.dataset.step || active(win));
  });
  const settle = () => {
    if (cell.doc !== win.document) return;
    if (cell.place) { restore(win, cell.place); if (!cell.place.step && state.step) go(win, state.step); cell.place = null; } else if (state.step) go(win, state.step);
    where(cell);
  };
  if (cell.place) reopen(win, cell.place);
  settle();
  // Fonts, pictures and the frame's own finding out of what it is in may still move things.
  const again = cell.place || { step: state.step };
  setTimeout(() => { if (leader !== cell && cell.win === win && active(win) !== state.step && state.step) go(win, state.step); where(cell); }, again ? 1600 : 0);
  cell.el.dataset.state = "there";
  if (!state.step) { state.step = active(win); mark(); }
}
setInterval(() => { for (const c of cells.values()) look(c); }, 150);
const keepOf = (cell) => { try { return cell.win ? keep(cell.win) : null; } catch (e) { return null; } };
function where(cell) {
  const i = steps.findIndex((s) => s.id === (cell.win ? active(cell.win) : cell.step));
  cell.el.querySelector(".at").textContent = i < 0 ? "" : `${i + 1}/${steps.length}`;
}

// --- one step everywhere
function follow(from, step) {
  if (from) where(from);
  if (!step || step === state.step) return;
  state.step = step;
  for (const c of cells.values()) {
    if (c === from) continue;
    if (c.p.sealed) toSealed(c, { type: "go", step });
    else if (c.win) { go(c.win, step); where(c); }
  }
  mark();
  remember();
  if (state.panel === "step") drawStep();
}
function toSealed(cell, message) {
  const each = (win, depth) => {
    for (let i = 0; i < win.length && depth < 4; i++) {
      win[i].postMessage({ desk: true, ...message }, "*");
      each(win[i], depth + 1);
    }
  };
  if (cell.frame.contentWindow) each(cell.frame.contentWindow, 0);
}
addEventListener("message", (e) => {
  const m = e.data;
  if (!m || m.desk !== true || !/^[\w-]{0,64}$/.test(m.step || "")) return;
  const inside = (win) => { for (let i = 0; i < win.length; i++) if (win[i] === e.source || inside(win[i])) return true; return false; };
  const cell = [...cells.values()].find((c) => c.p.sealed && c.frame.contentWindow && inside(c.frame.contentWindow));
  if (!cell) return;
  if (m.type === "lead") leader = cell;
  if (m.type === "hello") { cell.el.dataset.state = "there"; if (state.step) toSealed(cell, { type: "go", step: state.step }); }
  if (m.type === "step") { cell.step = m.step; where(cell); if (leader === cell) follow(cell, m.step); }
  if (m.type === "ask") ask(m.step);
});
function mark() {
  for (const a of rail.querySelectorAll("[data-step]")) {
    const on = a.dataset.step === state.step;
    a.toggleAttribute("aria-current", on);
    if (on) a.scrollIntoView({ block: "nearest" });
  }
}
function drawRail() {
  const count = {};
  for (const f of findings) if (f.severity && !f.suppressed) for (const s of steps) if (about(f, s)) count[s.id] = Math.max(count[s.id] || 0, f.severity === "error" ? 2 : 1);
  rail.replaceChildren(...steps.flatMap((s) => [
    s.heads ? h("h2", { text: s.heads[boot.lang] }) : null,
    h("button", { type: "button", data: { step: s.id, bad: count[s.id] === 2 ? "error" : count[s.id] ? "warning" : "" }, text: s.titles[boot.lang], onclick: () => { leader = null; const was = state.step; state.step = ""; follow(null, s.id); if (was === s.id) ask(s.id); } }),
  ]).filter(Boolean));
  mark();
}
const about = (f, s) => f.id === s.id || (f.id || "").startsWith(`step.${s.id}.`) || f.id === `graphics.${s.graphic}.state.${s.state}`;

// --- the panel
function toggle(panel) {
  state.panel = state.panel === panel ? "" : panel;
  drawPanel();
  remember();
}
function ask(step) {
  state.panel = "step";
  follow(null, step);
  state.step = step;
  remember();
  drawPanel();
}
function drawPanel() {
  side.hidden = !state.panel;
  root.toggleAttribute("data-side", !!state.panel);
  side.dataset.panel = state.panel;
  for (const b of tools.querySelectorAll("[data-panel]")) b.setAttribute("aria-pressed", String(b.dataset.panel === state.panel));
  if (state.panel === "step") drawStep();
  if (state.panel === "findings") drawFindings();
  if (state.panel === "pictures") drawPictures();
  scale();
}
const closer = () => h("button", { type: "button", class: "close", text: "×", "aria-label": w("close"), onclick: () => toggle(state.panel) });
// Fills the panel; what is null is left out, which replaceChildren would write.
const fill = (...kids) => side.replaceChildren(...kids.filter((k) => k !== null));
// A place in a file: a button that opens the editor, and an address for those that listen to one.
function at(p) {
  if (!p || !p.file) return null;
  const label = p.file.replace(/^.*\//, "") + (p.line ? ":" + p.line : "");
  const span = h("span", { class: "at-file", dir: "ltr" },
    h("button", { type: "button", class: "file", title: `${w("open")} ${p.file}`, text: label, data: { file: p.file, line: p.line }, onclick: () => open(p, span) }));
  if (p.abs) span.append(h("a", { class: "vs", href: `vscode://file/${p.abs.replace(/^\//, "")}:${p.line || 1}`, title: "VS Code", text: "vs", "aria-label": `VS Code ${label}` }));
  return span;
}
async function post(path, body) {
  const res = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "X-Desk-Token": boot.token }, body: JSON.stringify(body) });
  const text = await res.text();
  if (!res.ok) throw new Error(text.trim());
  return JSON.parse(text);
}
async function open(p, span) {
  span.querySelector(".said")?.remove();
  try {
    await post("/desk/open", { file: p.file, line: p.line || 1 });
    span.append(h("i", { class: "said", role: "status", text: w("opened") }));
  } catch (e) {
    span.append(h("i", { class: "said bad", role: "alert", text: e.message }));
  }
}
let drawing = 0;
async function drawStep() {
  const turn = ++drawing;
  const res = await fetch("/desk/step?id=" + encodeURIComponent(state.step));
  if (turn !== drawing || state.panel !== "step") return;
  if (!res.ok) { side.replaceChildren(closer(), h("p", { text: w("nostep") })); return; }
  const s = await res.json();
  if (turn !== drawing || state.panel !== "step") return;
  const own = findings.filter((f) => !f.suppressed && about(f, s));
  const kept = side.scrollTop;
  side.replaceChildren(closer(),
    h("h2", { text: s.rows.find((r) => r.id.endsWith(".title") && r.id.startsWith("step."))?.texts[boot.lang]?.text || s.id }),
    h("p", { class: "meta" }, h("code", { text: s.id }), at(s.outline), h("span", {}, w("graphic") + " ", h("code", { text: `${s.graphic} · ${s.state}` })), at(s.drawing), (s.data || []).map(at)),
    ...own.map(finding),
    ...s.rows.map((r) => h("section", { class: "row" }, h("h3", {}, h("code", { text: r.id })),
      h("div", { class: "aligned" }, boot.locales.map((l) => r.texts[l.tag] && h("div", { lang: l.tag, dir: l.dir, class: "text" }, h("p", { text: r.texts[l.tag].text }), at(r.texts[l.tag])))))),
    h("h3", { class: "part", text: `${w("records")} (${s.records.length})` }),
    ...s.records.map((r) => h("section", { class: "record" },
      h("p", {}, h("b", { class: "tag tag-" + r.status, text: w("status." + r.status) }), " ", h("code", { text: r.id }), " ", at(r)),
      h("p", { lang: "en", dir: "ltr", text: r.text }),
      h("p", { class: "chips", dir: "ltr" }, [...(r.numbers || []), ...(r.dates || []), ...(r.names || [])].map((x) => h("span", { class: "chip", text: String(x) }))),
      h("ul", { dir: "ltr" }, (r.sources || []).map((x) => h("li", {}, h("cite", { text: x.publisher }), " ", h("a", { href: x.url, target: "_blank", rel: "noopener noreferrer", text: x.title }), x.date ? h("time", { text: " " + x.date }) : null, " ", at(x)))))));
  side.scrollTop = kept;
}
function finding(f) {
  return h("section", { class: "finding", data: { severity: f.suppressed ? "kept" : f.severity } },
    h("p", {}, h("b", { class: "sev", text: w(f.suppressed ? "kept" : f.severity) }), " ", h("span", { dir: "auto", lang: "en", text: f.what }), " ", at({ file: f.file, line: f.line })),
    h("p", { class: "why", lang: "en", dir: "ltr" }, f.suppressed ? f.suppressed : [f.why, " ", h("b", { text: f.mend })]));
}
function drawFindings() {
  const order = { error: 0, warning: 1 };
  const standing = findings.filter((f) => !f.suppressed).sort((a, b) => order[a.severity] - order[b.severity]), kept = findings.filter((f) => f.suppressed);
  fill(closer(), h("h2", { text: w("findings") }),
    h("p", { class: "meta", text: status && status.checked < status.version ? w("checking") : w("checked") }),
    standing.length ? null : h("p", { class: "good", text: w("clean") }), ...standing.map(finding),
    kept.length ? h("details", {}, h("summary", { text: `${w("suppressed")} (${kept.length})` }), kept.map(finding)) : null);
}
function drawPictures() {
  const s = steps.find((x) => x.id === state.step);
  const out = h("div", { class: "shots" });
  const take = (what) => async (e) => {
    const b = e.currentTarget;
    b.disabled = true;
    out.replaceChildren(h("p", { role: "status", text: w("taking") }));
    const variant = ["live", ...boot.options.filter((o) => state.with.includes(o))].join("-");
    try {
      const names = await post("/desk/shots", { ...what, variant, dark: state.with.includes("dark") });
      out.replaceChildren(h("p", { class: "meta", dir: "ltr", text: ".build/shots/desk/" }), ...names.map((n) => h("figure", {}, h("img", { src: `/desk/shot/${n}?${Date.now()}`, alt: n }), h("figcaption", {}, h("a", { href: `/desk/shot/${n}`, download: n, text: n })))));
    } catch (err) {
      out.replaceChildren(h("p", { class: "bad", role: "alert", text: err.message }));
    }
    b.disabled = false;
  };
  fill(closer(), h("h2", { text: w("pictures.title") }), h("p", { class: "meta", text: w("pictures.what") }),
    s ? h("p", { class: "acts" }, h("button", { type: "button", class: "act", data: { take: "step" }, text: w("take.step"), onclick: take({ step: s.id }) }), h("button", { type: "button", class: "act", data: { take: "graphic" }, text: w("take.graphic"), onclick: take({ graphic: s.graphic, state: s.state }) })) : null, out);
}

// --- what the server tells
// What each part of the last change took is kept for the benchmark: when it was told, fetched, read, and set, by the clock.
const took = (window.took = {}), turns = {};
async function update(tag) {
  Object.assign(took, { noticed: status.noticed, drafted: status.took, told: Date.now() });
  const turn = (turns[tag] = (turns[tag] || 0) + 1);
  const html = await (await fetch(`/v/${boot.key}/live/${tag}/`)).text();
  if (turn !== turns[tag]) return; // a newer one is on its way
  took.fetched = Date.now();
  const fresh = parse(html), old = docs[tag];
  docs[tag] = fresh;
  const diff = old ? difference(old, fresh) : null;
  took.read = Date.now();
  if (diff && !diff.pairs.length && !diff.cold && diff.style === null) return;
  for (const c of cells.values()) {
    if (c.c !== tag) continue;
    c.el.dataset.fresh = "";
    setTimeout(() => delete c.el.dataset.fresh, 900);
    if (c.p.sealed) { toSealed(c, { type: "reload" }); continue; }
    if (!c.win) continue;
    // A variant that changes the style sheet has one of its own.
    if (!diff || short() || diff.style !== null && boot.restyling.some((o) => state.with.includes(o) || c.p.option === o)) { reload(c); continue; }
    patch(c.win, diff);
    if (diff.cold) { // the client holds the drawings: it starts anew once the saving rests
      clearTimeout(c.soon);
      c.soon = setTimeout(() => reload(c), 700);
    }
  }
  took.set = Date.now();
}
function reload(cell) {
  clearTimeout(cell.soon);
  cell.place = keepOf(cell);
  if (!cell.win) return;
  const win = cell.win;
  cell.win = cell.doc = null;
  win.location.reload();
}
async function told(s) {
  const before = status;
  status = s;
  if (s.face !== boot.face || (!boot.ready && s.version)) { location.reload(); return; }
  fault.hidden = !s.fault;
  if (s.fault) fault.replaceChildren(h("b", { text: w("fault.title") }), h("pre", { dir: "ltr", text: s.fault.text }), h("p", {}, at({ ...s.fault, abs: "" }), " ", h("span", { text: w("fault.stays") })));
  pill.dataset.state = s.fault ? "bad" : s.doing ? "busy" : "good";
  pill.textContent = s.fault ? w("state.fault") : s.doing ? w("state." + s.doing) : w("state.good") + (s.version > 1 ? ` · ${s.took} ms` : "");
  const count = tools.querySelector(".count");
  if (count) { count.textContent = s.errors + s.warnings || ""; count.dataset.bad = s.errors ? "error" : s.warnings ? "warning" : ""; }
  if (!before || s.checked !== before.checked || s.program !== before.program) loadFindings();
  const shown = [];
  for (const tag of tags) {
    const seen = before && before.program === s.program ? before.pages[tag] || 0 : -1;
    if ((s.pages[tag] || 0) === 0 || s.pages[tag] === seen) continue;
    if (!before) { fetch(`/v/${boot.key}/live/${tag}/`).then((r) => r.text()).then((t) => { docs[tag] ??= parse(t); }); continue; }
    shown.push(update(tag));
    if (tag === boot.common) for (const c of cells.values()) if (!tags.includes(c.c)) { clearTimeout(c.soon); c.soon = setTimeout(() => reload(c), 400); }
  }
  await Promise.allSettled(shown); // the frames first: the list of steps can wait for them
  if (s.version && (!before || s.version !== before.version || s.program !== before.program)) loadSteps();
  if (before && s.version !== before.version && state.panel === "step") drawStep();
}
async function loadSteps() {
  steps = await (await fetch("/desk/steps")).json();
  drawRail();
  if (state.panel === "pictures" && !side.querySelector("img")) drawPictures();
}
async function loadFindings() {
  findings = (await (await fetch("/desk/findings")).json()) || [];
  drawRail();
  if (state.panel === "findings") drawFindings();
}
// The server is told which languages are looked at: it makes those first.
let events = null;
function listen() {
  const url = "/desk/events?show=" + state.show.join(",");
  if (events?.url === new URL(url, location).href) return;
  events?.close();
  events = new EventSource(url);
  events.onmessage = (e) => told(JSON.parse(e.data));
  events.onerror = () => { pill.dataset.state = "busy"; pill.textContent = w("state.gone"); };
}

addEventListener("keydown", (e) => {
  if (e.target.closest?.("input,select,textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === "Escape" && state.panel) toggle(state.panel);
  const i = steps.findIndex((s) => s.id === state.step);
  if ((e.key === "j" || e.key === "k") && i >= 0) { leader = null; follow(null, steps[Math.min(Math.max(i + (e.key === "j" ? 1 : -1), 0), steps.length - 1)].id); }
});

function redraw() {
  drawTabs();
  if (document.readyState === "complete") drawGrid(); // the desk itself is there before its frames
  see();
  remember();
  listen();
}
drawTools();
redraw();
drawPanel();
if (document.readyState !== "complete") addEventListener("load", drawGrid, { once: true });
