// What the host's page and the frame take of each other's messages. Which messages there are, with their fields and ranges, the build puts
// in from app/embed/protocol, where they stand once.

export const SOURCE = "sahel-explainer";
export const VERSION = 1;

const num = (lo, hi) => (x) => typeof x === "number" && x >= lo && x <= hi; // NaN fails both
const one = (...list) => (x) => list.includes(x);
const like = (re) => (x) => typeof x === "string" && re.test(x);
const text = (most) => (x) => typeof x === "string" && x.length <= most;
export const ID = /^[\w-]{1,64}$/;
const name = /* @__PURE__ */ like(ID);
const address = /* @__PURE__ */ like(/^https?:\/\/[^\s<>"]{1,2000}$/);

/** What a frame says, as its host takes it; spoken tells a language of the story. */
export const fromFrame = (spoken) => /*FRAME*/[{}, {}];
/** What a host says, as its frame takes it. */
export const fromHost = (spoken) => /*HOST*/[{}, {}];

/**
 * A message as a fresh object of its type and of known fields that are in range, or nothing where one is missing that it needs. What is not
 * known is nobody's business: a newer version may say more.
 */
export function understand([needs, rules], data) {
  try {
    const { source, v, type } = data, out = { type }, needed = typeof type === "string" && needs[type]; // needs inherit nothing
    if (source !== SOURCE || !needed || !num(1, 1000)(v) || v % 1) return;
    for (const k in rules) if (rules[k](data[k])) out[k] = data[k];
    if (needed.every((k) => k in out)) return out;
  } catch (e) { /* nothing at all, or what throws when it is read */ }
}
