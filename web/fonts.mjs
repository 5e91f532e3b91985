// Cuts a font to the characters that pages use, keeping what joins Arabic letters and places its marks (GSUB, GPOS), the
// features that are named, and some weights of a font that has several. harfbuzz is on npm alone, hence Node. Called by the host as:
// node fonts.mjs IN OUT "400 700" "kern" [FORMAT] < characters
import { readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

const [, , input, output, weights, features, targetFormat = "woff2"] = process.argv;
const [min, max = min] = weights.split(" ").map(Number);
const font = await subsetFont(readFileSync(input), readFileSync(0, "utf8"), {
  targetFormat,
  ...(weights && { variationAxes: { wght: min === max ? min : { min, max } } }),
  // What the pages' text asks for; small capitals, fractions and the like would bring hundreds of glyphs along.
  keepFeatures: ["init", "medi", "fina", "isol", "rlig", "calt", "curs", "ccmp", "locl", "liga", "mark", "mkmk", ...features.split(" ").filter(Boolean)],
  // What browsers do not read: names of styles for menus, baselines of other scripts, instructions for coarse screens.
  dropTables: ["STAT", "BASE"],
  noHinting: true,
});
writeFileSync(output, font);
