// The places of one site on a page: found when the page is read, when they come later, when a framework puts its own snapshot back
// or takes out what it did not write.
import { NAMES, options } from "./options.js";
import { BOXES, bareFrame, denied, mount } from "./mount.js";
import { ATTR, KEY, TAG, find, root, safe, the, win } from "./page.js";
import { ours } from "./self.js";

const PLACES = TAG + ",[" + ATTR + "]";
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
    el.querySelectorAll(BOXES).forEach((b) => b[KEY] || unwrap(b)); // an element hears of itself before the observer does
    // The picture of a snippet was hidden by the story that stood there.
    if (el.localName === "figure" && el.style.getPropertyPriority("display")) el.style.removeProperty("display");
    const found = (script || el.localName === "figure") && bareFrame(base, el, script);
    if (found && denied(found, "scripts")) return; // TinyMCE: it will never speak, and is complete as it stands
    live.add(mount(base, el, found, script, was, words));
  }
  const end = (m) => { live.delete(m); safe(m.end)(); };

  // A snapshot of the page (its text, a copy, its very nodes put away) brings our box as it was when it was taken, and nobody in it. What
  // it is to come back from is in the snapshot itself: the place, the link, the address that an editor gave to the frame.
  function stale(box) {
    const said = box.getAttribute(ATTR + "-box");
    if (box[KEY] || ![said].concat([].map.call(box.querySelectorAll("iframe,a"), (e) => e.src || e.href)).some((u) => ours(base, u))) return;
    const next = box.nextElementSibling;
    const at = box.closest(PLACES) || find("figure[" + ATTR + "]").reverse().find((e) => e.compareDocumentPosition(box) & 4);
    unwrap(box);
    if (said && at && at[KEY] && !at[KEY].found) end(at[KEY]); // it came first, and had no frame then
    if (at) start(at);
    if (file(next)) add(next);
  }
  // The frame that an editor pasted goes back to where it stood, as it was.
  function unwrap(box) {
    const f = box.querySelector("iframe"), said = box.getAttribute(ATTR + "-box");
    if (f && said) {
      if (ours(base, said)) f.src = said;
      f.removeAttribute("style");
      box.before(f);
    }
    box.remove();
  }
  const file = (s) => s && s.localName === "script" && s.src && new URL(".", s.src).href === base.href;
  const says = (s) => Object.keys(s.dataset).some((k) => SAYS.test(k));
  // A script that comes with a copy of the page does not run.
  const line = (s) => { if (file(s) && says(s) && s.closest("body")) start(s, true); };

  const one = (el) => {
    // While the page is still being read, a snippet's figure may be there and its frame not yet.
    if (el.localName === "figure" && the("readyState") === "loading") late = true;
    else start(el);
  };
  const within = (where, selector, fn) => [where].concat([].slice.call(where.querySelectorAll(selector))).forEach((n) => n.matches(selector) && fn(n));
  // All boxes before all places: what a snapshot brings piece by piece (a figure, then its box) belongs together.
  const scan = (all = [root]) => {
    const here = all.filter((n) => n.nodeType === 1 && n.isConnected);
    [[BOXES, stale], [PLACES, one], ["iframe", second], ["script[src]", line]].forEach(([selector, fn]) => here.forEach((n) => within(n, selector, safe(fn))));
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
    scan();
    if (s.closest("body") && (says(s) || bareFrame(base, s, true) || !live.size)) start(s, true);
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
      const added = [];
      list.forEach((c) => c.addedNodes.forEach((n) => added.push(n)));
      scan(added);
      for (const c of list) {
        if (c.attributeName === "src") second(c.target);
        else live.forEach((m) => m.el === c.target && changed(m));
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
