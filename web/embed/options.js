// What an editor asks for, by data attributes or by plain ones on the element.
import { FACTS, READ } from "./self.js";
import { ID } from "../protocol.js";
import { TAG } from "./page.js";

export const NAMES = ["locale", "edition", "depth", "graphic", "state", "step", "chapter", "theme", "accent", "height", "top", "share"];

export function options(el) {
  const get = (k) => el.getAttribute("data-" + k) || (el.localName === TAG && el.getAttribute(k)) || "";
  const near = el.closest("[lang]");
  const wanted = [get("locale"), near ? near.lang : ""].concat(navigator.languages || [])
    .map((l) => (READ[l = String(l).toLowerCase()] ? l : l.split("-")[0])).filter((l) => READ[l]);
  const pick = (k, re) => (re.test(get(k)) ? get(k) : "");
  return {
    locale: wanted[0] || FACTS.common,
    edition: pick("edition", /^v\/\d{4}-\d\d-\d\d$/),
    depth: pick("depth", FACTS.short[0] ? /^short$/ : /^$/),
    graphic: pick("graphic", ID),
    step: pick("step", ID),
    state: pick("state", ID),
    chapter: pick("chapter", /^[\w-]{1,64}(\.\.[\w-]{1,64})?$/),
    theme: pick("theme", /^(light|dark|auto)$/),
    accent: pick("accent", /^#?[0-9a-f]{3,8}$/i).replace("#", ""),
    height: pick("height", /^(pinned|stepper|\d{2,4})$/),
    top: pick("top", /^\d{1,3}$/),
    share: get("share") === "host",
  };
}

/** The address of the page, or of its frame. host=1 tells the page that a host script is there, so it need not wait to find out. */
export function address(base, o, theme) {
  const u = new URL((o.edition && o.edition + "/") + o.locale + "/" + (o.graphic ? "graphics/" + o.graphic + "/" : o.depth && o.depth + "/"), base);
  if (theme !== undefined) {
    u.search = "embed=1&host=1";
    if (o.graphic && !o.edition) u.pathname += "frame.html"; // bare; editions have none
    for (const k of ["state", "step", "chapter", "accent"]) if (o[k]) u.searchParams.set(k, o[k]);
    if (theme) u.searchParams.set("theme", theme);
  }
  return u.href;
}

export const title = (o) => FACTS.titles[o.locale] || READ[o.locale];
