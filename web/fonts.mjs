// Cuts a font to the characters that pages use, keeping what joins Arabic letters and places its marks (GSUB, GPOS), and the
// weights 400 to 700. harfbuzz is on npm alone, hence Node. Called by the host as: node fonts.mjs IN OUT < characters
import { readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

const [, , input, output] = process.argv;
const text = readFileSync(0, "utf8");
const font = await subsetFont(readFileSync(input), text, { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700 } } });
writeFileSync(output, font);
