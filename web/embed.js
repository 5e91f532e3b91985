/* Host side of the embed: <script async src=".../embed.js" data-locale="TAG"></script>. Bundled from web/embed/ by the build.
   Runs in pages nobody here controls, so: one global, no inline style text (CSSOM only, a strict CSP allows it), passive
   listeners, and every entry point is wrapped: nothing is ever thrown into the host page. ES2018, no dependency. */
import { self } from "./embed/self.js";
import { site } from "./embed/places.js";
import { KEY, safe, the, win } from "./embed/page.js";

const GLOBAL = "SahelExplainer";

// One registry for all sites whose stories stand on this page: each serves its own.
const registry = () => {
  if (!(win[KEY] instanceof Map)) Object.defineProperty(win, KEY, { value: new Map() });
  return win[KEY];
};

// The first script's global speaks to all of them. A name on the page that is not ours (an element's id) is passed over.
function speak(all) {
  if (win[GLOBAL] && typeof win[GLOBAL].send === "function") return;
  const each = (name) => safe((...a) => all.forEach((s) => safe(s[name])(...a)));
  const of = (el) => [...all.values()].find((s) => el && el.src && new URL(".", el.src).href === s.base.href);
  Object.defineProperty(win, GLOBAL, { value: Object.freeze({
    v: 1,
    add: safe((el) => (of(el) || [...all.values()][0]).add(el)),
    remove: each("remove"),
    send: safe((type, value) => /^(theme|locale)$/.test(type) && each("send")(type, value)),
  }) });
}

safe(() => {
  const who = self();
  if (!who) return;
  const { me, base } = who, all = registry();
  // A second copy of the script only says where it stands.
  if (all.has(base.href)) return void all.get(base.href).add(me);
  const s = site(base, all);
  all.set(base.href, s);
  // An async script may run before the body has all been read.
  const go = safe(() => { safe(s.scan)(); s.add(me); });
  const later = (fn) => win.addEventListener("DOMContentLoaded", safe(fn), { once: true });
  if (the("readyState") === "loading" && !(me && Object.keys(me.dataset).length)) later(go);
  else {
    go();
    if (the("readyState") === "loading") later(() => s.isLate() && s.scan());
  }
  // Whichever of these a host's page has broken, the embed stands already.
  for (const part of [s.watch, s.element, () => speak(all)]) safe(part)();
})();
