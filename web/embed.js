/* Host side of the embed: <script async src=".../embed.js" data-locale="fr"></script>.
   Runs in pages nobody here controls, so: one global, no inline style text (CSSOM only, a strict CSP allows it), passive
   listeners, and every entry point is wrapped: nothing is ever thrown into the host page. ES2018, no dependency. */
(() => {
  "use strict";
  const win = window, doc = document, root = doc.documentElement;
  const GLOBAL = "SahelExplainer", SOURCE = "sahel-explainer", ATTR = "data-sahel-explainer", TAG = "sahel-explainer";
  // The build puts {"ar":"…","fr":"…","en":"…"} between the two marks, before minifying.
  const TITLES = /*TITLES*/{}/*END*/;
  const READ = { ar: "اقرأ القصة", fr: "Lire le récit", en: "Read the story" };
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
    const u = new URL(o.locale + "/" + (o.graphic ? "graphics/" + o.graphic + "/" : ""), base);
    if (embed) {
      // host=1 tells the page that a host script is there, so it need not wait to find out.
      u.search = "embed=1&host=1";
      for (const k of ["step", "chapter", "theme", "accent"]) if (o[k]) u.searchParams.set(k, o[k]);
    }
    return u.href;
  }

  // Would position:sticky hold here? Any scroll container between us and the viewport takes it over; a fixed box (a modal) and
  // size or paint containment cut it off; scaled or rotated boxes break the arithmetic. A plain translate does not: what
  // cannot be told from styles is measured while scrolling (see tick).
  function broken(el) {
    const up = (p) => p.assignedSlot || p.parentElement || p.getRootNode().host;
    const open = (s) => /^(visible|clip)$/.test(s.overflowY) && /^(visible|clip)$/.test(s.overflowX);
    const rootOpen = open(win.getComputedStyle(root));
    for (let p = up(el); p && p !== root; p = up(p)) {
      const s = win.getComputedStyle(p);
      // body's overflow belongs to the viewport unless html has its own.
      if (!open(s) && !(p === doc.body && rootOpen)) return true;
      if (s.position === "fixed" || s.columnCount > 1 || s.columnWidth > "0" && s.columnWidth !== "auto") return true;
      if (/strict|content|size|paint/.test((s.contain || "").replace("inline-size", "")) || /^.?filter|filter$/.test("") ) return true;
      if (s.perspective && s.perspective !== "none") return true;
      const m = /^matrix\(([^,]+), ([^,]+), ([^,]+), ([^,]+),/.exec(s.transform);
      if (m ? m[1] !== "1" || +m[2] || +m[3] || m[4] !== "1" : s.transform && s.transform !== "none") return true;
    }
    return false;
  }
})();
