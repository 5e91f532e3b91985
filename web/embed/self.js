// Which file this is, and with it which site's story it shows. The script element that runs us says so; in a module the stack does.
// A plugin that has put all scripts of a page into one file leaves neither, then the address that the build was made for counts.
import { find, the, win } from "./page.js";

// The build puts its facts between the marks: home, the locales' titles and what their words weigh (see height.js), the words of the
// link in each, which of them run from right to left, and which one is for who reads none of them.
export const FACTS = /*FACTS*/{"home":"","titles":{},"letters":{},"chapters":[],"short":[],"read":{"__proto__":null},"rtl":[],"common":""}/*END*/;
export const READ = FACTS.read;

const FILE = /\/embed\.js(\?|#|$)/;
const isScript = (s) => s instanceof win.HTMLScriptElement;

/** The script element that runs us (none in some pages), and the folder of its file. */
export function self() {
  const current = the("currentScript");
  let me = isScript(current) && FILE.test(current.src) ? current : null;
  if (!me) {
    const said = /https?:\/\/[^\s()@]+?\/embed\.js(\?[^\s():]*)?/.exec(new Error().stack) || [];
    const of = (url) => url && find("script[src]").find((s) => isScript(s) && s.src.split("#")[0] === url);
    me = of(said[0]) || of(FACTS.home && FACTS.home + "embed.js") || null;
    // The element may be gone by now, or a loader has fetched the file under another name.
    if (!me && !(said[0] || FACTS.home)) return null;
    if (!me) return { me, base: new URL(".", said[0] || FACTS.home) };
  }
  return { me, base: new URL(".", me.src) };
}

/** What an address of this site's pages asks for: locale, edition, graphic, depth; null for any other address. */
export function ours(base, address) {
  if (!address || address.slice(0, base.href.length) !== base.href) return null;
  const m = /^(v\/[\d-]{10})?\/?([\w-]+)\/(?:graphics\/([\w-]{1,64})\/|(short)\/)?/.exec(address.slice(base.href.length));
  return m && READ[m[2]] && { edition: m[1] || "", locale: m[2], graphic: m[3] || "", depth: m[4] || "" };
}
