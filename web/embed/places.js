// The places of one site on a page: found when the page is read, when they come later, when a framework puts its own snapshot back
// or takes out what it did not write.
import { NAMES, options } from "./options.js";
import { bareFrame, mount } from "./mount.js";
import { ATTR, KEY, TAG, body, find, root, safe, the, win } from "./page.js";
import { ours } from "./self.js";

const PLACES = TAG + ",[" + ATTR + "]", BOXES = "[" + ATTR + "-box]";
const SAYS = new RegExp("^(" + NAMES.filter((n) => n !== "share").join("|") + ")$");

export function site(base, all) {
  const live = new Set(), words = {};
  let late = false;

  // Several sites' stories may stand on one page. A link in the place says whose it is; a figure always has one.
  const mine = (el) => {
    const a = [].find.call(el.querySelectorAll("a[href]"), (l) => !l.closest(BOXES));
    if (!a || ours(base, a.href)) return true;
    return el.localName !== "figure" && ![...all.values()].some((s) => s.base !== base && ours(s.base, a.href));
  };

  function start(el, script, was) {
    if (el[KEY] || !script && !mine(el)) return;
    const old = script ? [el.previousElementSibling] : [].slice.call(el.querySelectorAll(BOXES));
    old.forEach((b) => b && b.matches(BOXES) && !b[KEY] && (b.getAttribute(ATTR + "-box") ? unwrap(b) : b.remove()));
    const found = script || el.localName === "figure" ? bareFrame(base, el, script) : null;
    live.add(mount(base, el, found, script, was, words));
  }
  const end = (m) => { live.delete(m); safe(m.end)(); };

  // A snapshot of the page brings our box as it was when it was taken, and nobody in it.
  function stale(box) {
    const f = box.querySelector("iframe"), a = box.querySelector("a[href]");
    if (box[KEY] || !ours(base, f && f.src) && !ours(base, a && a.href)) return;
    const place = box.parentElement && box.parentElement.closest(PLACES), next = box.nextElementSibling;
    const figure = find("figure[" + ATTR + "]").reverse().find((e) => e.compareDocumentPosition(box) & 4);
    if (box.getAttribute(ATTR + "-box")) {
      unwrap(box);
      if (figure && !figure[KEY]) figure.style.removeProperty("display");
    } else box.remove();
    if (place) start(place);
    else if (figure) start(figure);
    if (next && next.localName === "script" && next.src && new URL(".", next.src).href === base.href) add(next);
  }
  function unwrap(box) { // the frame that an editor pasted
    const f = box.querySelector("iframe");
    if (f) f.removeAttribute("style");
    if (f) box.before(f);
    box.remove();
  }

  const one = safe((el) => {
    // While the page is still being read, a snippet's figure may be there and its frame not yet.
    if (el.localName === "figure" && the("readyState") === "loading") late = true;
    else start(el);
  });
  const within = (where, selector, fn) => {
    if (where.matches && where.matches(selector)) fn(where);
    if (where.querySelectorAll) where.querySelectorAll(selector).forEach(fn);
  };
  const scan = (where) => {
    within(where, BOXES, safe(stale));
    within(where, PLACES, one);
    within(where, "iframe", safe(second));
  };
  // A plugin has given the pasted frame back after we had made one of our own.
  function second(f) {
    if (!ours(base, f.src) || f.closest(BOXES)) return;
    live.forEach((m) => { if (!m.found && m.el.localName === "figure" && bareFrame(base, m.el) === f) f.remove(); });
  }

  // What a running frame can do by itself it is told; for all else the embed is made anew.
  function changed(m) {
    const next = options(m.el), was = m.asked, other = NAMES.filter((k) => next[k] !== was[k]);
    if (!other.length) return;
    m.asked = next;
    if (!m.ready || other.some((k) => k !== "locale" && k !== "theme")) { end(m); return void start(m.el, m.script); }
    for (const k of other) {
      m.o[k] = next[k];
      m.said[k] = "";
      m.sendAgain(k);
    }
  }

  // A script line is itself a place: when it carries options, when it follows a bare frame, or when it is all there is.
  function add(s) {
    if (!s || s[KEY]) return;
    if (s.localName !== "script") return start(s);
    scan(root);
    const says = Object.keys(s.dataset).some((k) => SAYS.test(k)), b = body();
    if (b && b.contains(s) && (says || bareFrame(base, s, true) || !live.size)) start(s, true);
  }

  function watch() {
    const names = NAMES.concat(NAMES.map((n) => "data-" + n), "src");
    new win.MutationObserver(safe((list) => {
      // Moved is not removed: by now a re-parented element is connected again, and its frame has said "ready" anew.
      live.forEach(safe((m) => {
        if (m.box.isConnected) return;
        end(m);
        // Morphing keeps the place and takes out what stands in it; whoever insists has its way in the end.
        if (m.el.isConnected && m.tries < 20) start(m.el, m.script, m);
      }));
      for (const c of list) {
        c.addedNodes.forEach((n) => n.nodeType === 1 && scan(n));
        if (c.type !== "attributes") continue;
        if (c.attributeName === "src") { if (c.target.localName === "iframe") second(c.target); } else if (c.target[KEY] && c.target === c.target[KEY].el && live.has(c.target[KEY])) changed(c.target[KEY]);
      }
    })).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: names });
  }

  function element() {
    if (!win.customElements || win.customElements.get(TAG)) return;
    win.customElements.define(TAG, class extends win.HTMLElement {
      static get observedAttributes() { return NAMES; }
      // The observer does not look into shadow trees.
      connectedCallback() { safe(start)(this); }
      disconnectedCallback() { Promise.resolve().then(safe(() => this.isConnected || this[KEY] && end(this[KEY]))); }
      attributeChangedCallback() { if (this[KEY]) safe(changed)(this[KEY]); }
    });
  }

  return {
    base, add, scan, watch, element,
    isLate: () => late,
    remove: (el) => el[KEY] && live.has(el[KEY]) && end(el[KEY]),
    send(type, value) {
      words[type] = value;
      live.forEach((m) => m.send(type, value));
    },
  };
}
