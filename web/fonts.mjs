// Cuts a font to the characters that pages use, keeping what joins Arabic letters and places its marks (GSUB, GPOS) and the
// kerning of Latin ones, and some weights. harfbuzz is on npm alone, hence Node. Called by the host as:
// node fonts.mjs IN OUT "400 700" [FORMAT] < characters
import { readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

const [, , input, output, weights, targetFormat = "woff2"] = process.argv;
const [min, max = min] = weights.split(" ").map(Number);
const font = await subsetFont(readFileSync(input), readFileSync(0, "utf8"), {
  targetFormat,
  variationAxes: { wght: min === max ? min : { min, max } },
  // What the pages' text asks for; small capitals, fractions and the like would bring hundreds of glyphs along.
  keepFeatures: ["init", "medi", "fina", "isol", "rlig", "calt", "curs", "ccmp", "locl", "liga", "mark", "mkmk", "kern"],
  // What browsers do not read: names of styles for menus, baselines of other scripts, instructions for coarse screens.
  dropTables: ["STAT", "BASE"],
  noHinting: true,
});
writeFileSync(output, font);
