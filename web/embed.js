/* Host side of the embed: <script async src=".../embed.js" data-locale="fr"></script>.
   Runs in pages nobody here controls, so: one global, no inline style text (CSSOM only, a strict CSP allows it), passive
   listeners, and every entry point is wrapped: nothing is ever thrown into the host page. ES2018, no dependency. */
(() => {
  "use strict";
  const win = window, doc = document, root = doc.documentElement;
  const GLOBAL = "SahelExplainer", SOURCE = "sahel-explainer", ATTR = "data-sahel-explainer", TAG = "sahel-explainer";
  // The build puts {"ar":"…","fr":"…","en":"…"} between the two marks, before minifying.
  const TITLES = /*TITLES*/{}/*END*/;
  const READ = { __proto__: null, ar: "اقرأ القصة", fr: "Lire le récit", en: "Read the story" };
  const ID = /^[\w-]{1,64}$/;
  const safe = (fn) => (...a) => { try { return fn(...a); } catch (e) { /* never into the host page */ } };

  const me = doc.currentScript || doc.querySelector('script[src*="embed.js"]');
  // A second copy of the script only says where it stands.
  if (win[GLOBAL]) return void safe(() => win[GLOBAL].add(me))();
  if (!me || !me.src) return;
  const base = new URL(".", me.src);
  const live = new Map(); // element in the host page → its embed

  // Host style sheets say things like iframe{height:auto}; only important declarations survive them.
  const css = (el, rules) => {
    for (const k in rules) el.style.setProperty(k, String(rules[k]), "important");
  };
  const clamp = (n, lo, hi) => Math.min(Math.max(n, lo), hi);
  const inRange = (n, lo, hi) => typeof n === "number" && n >= lo && n <= hi; // false for NaN
  const once = (fn) => { // at most one call a frame
    let id = 0;
    const ask = () => { id = id || win.requestAnimationFrame(() => { id = 0; safe(fn)(); }); };
    ask.stop = () => win.cancelAnimationFrame(id);
    return ask;
  };

  function options(el) {
    const get = (k) => el.getAttribute("data-" + k) || (el.localName === TAG && el.getAttribute(k)) || "";
    const near = el.closest("[lang]");
    const wanted = [get("locale"), near ? near.lang : ""].concat(navigator.languages || [])
      .map((l) => String(l).slice(0, 2).toLowerCase()).filter((l) => READ[l]);
    const pick = (k, re) => (re.test(get(k)) ? get(k) : "");
    return {
      locale: wanted[0] || "en",
      edition: pick("edition", /^v\/[\d-]{10}$/),
      graphic: pick("graphic", ID),
      step: pick("step", ID),
      chapter: pick("chapter", /^[\w-]{1,64}(\.\.[\w-]{1,64})?$/),
      theme: pick("theme", /^(light|dark|auto)$/),
      accent: pick("accent", /^#?[0-9a-f]{3,8}$/i).replace("#", ""),
      height: pick("height", /^(pinned|stepper|\d{2,4})$/),
      top: +pick("top", /^\d{1,3}$/),
      share: get("share") === "host",
    };
  }

  function address(o, embed) {
    const u = new URL((o.edition && o.edition + "/") + o.locale + "/" + (o.graphic ? "graphics/" + o.graphic + "/" : ""), base);
    if (embed) {
      // host=1 tells the page that a host script is there, so it need not wait to find out.
      u.search = "embed=1&host=1";
      for (const k of ["step", "chapter", "theme", "accent"]) if (o[k]) u.searchParams.set(k, o[k]);
    }
    return u.href;
  }

  // Would position:sticky hold here? Any scroll container between us and the viewport takes it over, a fixed box (a modal)
  // and size or paint containment cut it off, scaled or rotated boxes break the arithmetic. A plain translate and a filter do
  // not (tried in Chromium); whatever else a host thinks of is measured while scrolling, see tick().
  function broken(el) {
    const up = (p) => p.assignedSlot || p.parentElement || p.getRootNode().host;
    const open = (s) => /^(visible|clip)$/.test(s.overflowY) && /^(visible|clip)$/.test(s.overflowX);
    const rootOpen = open(win.getComputedStyle(root));
    for (let p = up(el); p && p !== root; p = up(p)) {
      const s = win.getComputedStyle(p);
      // body's overflow belongs to the viewport unless html has its own.
      if (!open(s) && !(p === doc.body && rootOpen)) return true;
      if (s.position === "fixed" || s.columnCount > 1 || /strict|content|paint|(^| )size/.test(s.contain)) return true;
      if (s.transform !== "none" && !/^matrix\(1, 0, 0, 1,/.test(s.transform)) return true;
    }
    return false;
  }

  function mount(el, script) {
    if (live.has(el)) return;
    const o = options(el);
    // Later than the snippet's own figure, a bare iframe of ours: that very frame is made better, no second one is added.
    const found = script || el.localName === "figure" ? bareFrame(el, script) : null;
    if (found) {
      // What the editor pasted counts; the hint is all that is added (moving the frame reloads it anyway).
      const u = new URL(found.src), path = u.pathname.slice(base.pathname.length).split("/");
      if (path[0] === "v") o.edition = path.splice(0, 2).join("/");
      if (READ[path[0]]) o.locale = path[0];
      if (path[1] === "graphics" && ID.test(path[2])) o.graphic = path[2];
      u.searchParams.set("host", 1);
      found.src = u.href;
    }
    const title = TITLES[o.locale] || READ[o.locale];
    const box = doc.createElement("div");
    const frame = found || doc.createElement("iframe");
    const rest = []; // what to take back when the embed goes
    let kind, story = 0, start = 0, set = 0, sent = "", near = false, ready = false, misses = 0, hopeless = false;

    const on = (target, type, fn, capture) => {
      const f = safe(fn), opt = { passive: true, capture: !!capture };
      target.addEventListener(type, f, opt);
      rest.push(() => target.removeEventListener(type, f, opt));
    };
    const tell = (message) => {
      if (!frame.contentWindow || !frame.src) return;
      const to = opaque() ? "*" : new URL(frame.src).origin;
      frame.contentWindow.postMessage(Object.assign({ source: SOURCE, v: 1 }, message), to);
    };
    // In a sandbox without allow-same-origin our frame's origin is "null".
    const opaque = () => win.origin === "null" || frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
    const report = (type, detail) => (el.isConnected ? el : box).dispatchEvent(new CustomEvent(SOURCE + ":" + type, { bubbles: true, detail }));

    // --- the fallback: a titled link, seen until the frame speaks, and for good where it never does
    const link = doc.createElement("a");
    link.href = address(o);
    link.lang = link.hreflang = o.locale;
    link.dir = o.locale === "ar" ? "rtl" : "ltr";
    link.textContent = TITLES[o.locale] ? title + " — " + READ[o.locale] : title;
    css(link, { position: "absolute", inset: 0, padding: "1em" });
    box.setAttribute(ATTR + "-box", "");
    css(box, { display: "block", position: "relative", width: "100%", flex: "none", margin: 0, padding: 0, border: 0, clear: "both", "max-height": "none" });
    css(frame, { display: "block", width: "100%", "min-width": 0, "max-width": "none", "min-height": 0, "max-height": "none", margin: 0, padding: 0, border: 0, visibility: found ? "visible" : "hidden" });
    frame.title = frame.title || title;
    if (found) found.before(box);
    else if (script) el.before(box);
    else el.append(box);
    box.append(link, frame); // moving a frame reloads it; the snippet's is lazy, so that costs nothing as a rule

    // --- its shape
    const shape = () => {
      kind = o.graphic ? "flow" : o.height === "pinned" ? "pinned" : hopeless || o.height || broken(box) ? "stepper" : "pinned";
      const px = /^\d/.test(o.height) ? o.height + "px" : "";
      if (kind === "pinned") {
        // 100vh is the larger viewport on phones: it stays as it is while the address bar comes and goes, so nothing jumps.
        const zoom = set && near ? box.getBoundingClientRect().height / set || 1 : 1;
        const vh = Math.abs(zoom - 1) > 0.01 ? 100 / zoom + "vh" : "100vh"; // a host with CSS zoom scales vh too
        css(frame, { position: "sticky", top: o.top + "px", height: "calc(" + vh + " - " + o.top + "px)" });
        css(box, { height: set ? set + "px" : vh });
      } else {
        css(frame, { position: "relative", top: 0, height: kind === "flow" ? (story ? story + "px" : px || "480px") : px || "min(100vh, 700px)" });
        css(box, { height: "auto" });
        set = 0;
      }
      sent = "";
      ask();
    };

    // --- where the reader is
    const tick = () => {
      if (!frame.src || !near && sent) return;
      const r = box.getBoundingClientRect(), f = frame.getBoundingClientRect();
      if (!r.width) return; // hidden: a closed tab or accordion
      let y = 0;
      if (kind === "pinned" && story) {
        // Grow only where the reader cannot see what comes after: the host's layout must not shift under their eyes.
        const want = Math.max(story - start, 1);
        if (want !== set && r.bottom >= win.innerHeight - 1) {
          set = want;
          css(box, { height: want + "px" });
          return shape(); // a host's CSS zoom can be told only now
        }
        const zoom = set ? r.height / set : 1;
        y = set ? clamp((o.top - r.top) / zoom, 0, Math.max(0, (r.height - f.height) / zoom)) : 0;
        // Styles promised that it sticks; see whether it does.
        const held = r.top < o.top - 4 && r.bottom > o.top + f.height + 4;
        misses = held && Math.abs(f.top - o.top) > 3 ? misses + 1 : 0;
        if (misses > 2) { hopeless = true; return shape(); }
        if (misses) ask();
      }
      const m = { type: "viewport", mode: kind, y: start + y, width: win.innerWidth, height: win.innerHeight };
      if (o.share && /^https?:$/.test(location.protocol)) m.share = location.href.split("#")[0].slice(0, 2000);
      const key = JSON.stringify(m);
      if (key !== sent && ready) { sent = key; tell(m); }
    };
    const ask = once(tick);

    const jump = () => { // a step's address on the host's page belongs to us when nothing there has that id
      const id = location.hash.slice(1);
      if (ID.test(id) && !o.graphic && !doc.getElementById(id)) tell({ type: "scroll-to", step: id });
    };

    // --- what the frame says; nothing here can run, navigate or read anything
    const hear = (e) => {
      const d = e.data;
      if (!frame.contentWindow || e.source !== frame.contentWindow) return;
      if (e.origin !== new URL(frame.src).origin && !(e.origin === "null" && opaque())) return;
      if (!d || d.source !== SOURCE || !inRange(d.v, 1, 1000)) return;
      if (d.type === "ready") {
        ready = true;
        sent = "";
        link.remove();
        css(frame, { visibility: "visible" });
        tick();
        if (location.hash) jump();
      } else if (d.type === "height" && inRange(d.height, 1, 2e5)) {
        story = Math.ceil(d.height);
        start = inRange(d.start, 0, story) ? d.start : 0;
        if (kind === "flow") css(frame, { height: story + "px" });
        ask();
      } else if (d.type === "scroll-to" && inRange(d.y, 0, 2e5) && kind === "pinned" && set) {
        const r = box.getBoundingClientRect();
        win.scrollTo({ top: win.pageYOffset + r.top - o.top + Math.max(0, d.y - start) * r.height / set, behavior: "instant" });
        sent = "";
        ask();
      } else if (d.type === "step" && typeof d.step === "string" && ID.test(d.step)) {
        report("step", { step: d.step, index: inRange(d.index, 0, 1e4) ? d.index : -1 });
      } else if (d.type === "locale" && typeof d.locale === "string" && READ[d.locale]) {
        o.locale = d.locale;
        if (typeof d.title === "string" && d.title) frame.title = d.title.slice(0, 300);
        report("locale", { locale: d.locale });
      } else if (d.type === "error" && typeof d.code === "string" && ID.test(d.code)) {
        report("error", { code: d.code });
      }
    };

    const load = () => {
      if (!frame.src) {
        frame.allow = "clipboard-write; web-share; fullscreen";
        frame.src = address(o, true);
      }
    };
    on(win, "message", hear);
    on(win, "resize", shape);
    on(win, "hashchange", jump);
    // On paper there is no scrolling: the frame takes the whole of its box, and unrolls itself.
    on(win, "beforeprint", () => kind === "pinned" && css(frame, { position: "relative", height: "100%" }));
    on(win, "afterprint", shape);
    const follow = safe(() => ask());
    const watch = (yes) => {
      near = yes;
      win[(yes ? "add" : "remove") + "EventListener"]("scroll", follow, { passive: true, capture: true });
      if (yes) { load(); shape(); }
    };
    if (win.IntersectionObserver) {
      const eye = new IntersectionObserver(safe((es) => {
        const yes = es[es.length - 1].isIntersecting;
        if (yes !== near) watch(yes);
        else ask();
      }), { rootMargin: "200% 0px" });
      eye.observe(box);
      rest.push(() => eye.disconnect());
    } else watch(true);
    // The snippet's picture has done its work; out of sight it goes at once, in sight it stays: nothing may shift.
    if (found && el.localName === "figure") {
      const r = el.getBoundingClientRect();
      if (r.top > win.innerHeight) {
        const was = el.style.display;
        css(el, { display: "none" });
        rest.push(() => { el.style.display = was; });
      }
    }
    shape();
    live.set(el, {
      box,
      tell,
      end() {
        watch(false);
        ask.stop();
        rest.forEach((f) => f());
        box.remove();
        live.delete(el);
      },
    });
  }

  // The first frame of ours that stands after el (or just before, for the snippet's script) and belongs to no embed yet.
  function bareFrame(el, script) {
    const free = [].filter.call(doc.querySelectorAll("iframe"), (f) => f.src.startsWith(base.href) && !f.closest("[" + ATTR + "-box]"));
    return (script
      ? free.reverse().find((f) => f === el.previousElementSibling || el.previousElementSibling && el.previousElementSibling.contains(f))
      : free.find((f) => el.compareDocumentPosition(f) & 4)) || null;
  }

  const PLACES = TAG + ",[" + ATTR + "]";
  const scan = (where) => {
    // While the page is still being read, a snippet's figure may be there and its frame not yet.
    const one = safe((el) => (el.localName === "figure" && doc.readyState === "loading" ? (late = true) : mount(el)));
    if (where.matches && where.matches(PLACES)) one(where);
    if (where.querySelectorAll) where.querySelectorAll(PLACES).forEach(one);
  };
  let late = false;

  // A script line is itself a place: when it carries options, when it follows a bare frame, or when it is all there is.
  function add(s) {
    if (!s || live.has(s)) return;
    if (s.localName !== "script") return mount(s);
    scan(doc);
    const says = /^(locale|edition|graphic|step|chapter|theme|height|accent|top)$/;
    const options = Object.keys(s.dataset).some((k) => says.test(k));
    if (doc.body && doc.body.contains(s) && (options || bareFrame(s, true) || !live.size)) mount(s, true);
  }

  safe(() => {
    Object.defineProperty(win, GLOBAL, { value: Object.freeze({
      v: 1,
      add: safe(add),
      remove: safe((el) => live.has(el) && live.get(el).end()),
      send: safe((type, value) => /^(theme|locale)$/.test(type) && live.forEach((x) => x.tell({ type, [type]: value }))),
    }) });
    new MutationObserver(safe((list) => {
      for (const m of list) m.addedNodes.forEach((n) => n.nodeType === 1 && scan(n));
      // Moved is not removed: by now a re-parented element is connected again, and its frame has said "ready" anew.
      live.forEach((x) => x.box.isConnected || safe(x.end)());
    })).observe(root, { childList: true, subtree: true });
    if (win.customElements && !customElements.get(TAG)) customElements.define(TAG, class extends HTMLElement {
      // The observer does not look into shadow trees.
      connectedCallback() { safe(mount)(this); }
      disconnectedCallback() { Promise.resolve().then(safe(() => this.isConnected || live.get(this).end())); }
    });
    // An async script may run before the body has all been read.
    const go = safe(() => { scan(doc); add(me); });
    if (doc.readyState === "loading" && !Object.keys(me.dataset).length) doc.addEventListener("DOMContentLoaded", go, { once: true });
    else {
      go();
      if (doc.readyState === "loading") doc.addEventListener("DOMContentLoaded", () => late && scan(doc), { once: true });
    }
  })();
})();
