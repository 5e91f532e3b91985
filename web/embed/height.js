// How high the story will be in a frame of a given size, before it is there: a box of about the right height keeps the host's page
// from changing under its reader, and lets a reload land where it was. Each chapter's height is a line in the frame's height, and in
// narrow frames its letters, times what a letter of the language takes, over the width of the lines; app/embed/height.go has the coefficients, and a test holds them to 5%.
import { FACTS } from "./self.js";

const WIDE = 960; // 60rem: web/css/02-story.css puts text and graphic beside each other

export function expected({ locale, chapter, depth }, width, high) {
  const told = depth ? FACTS.short : FACTS.chapters, ids = told.map((c) => c[0]), ends = chapter.split(".."), wide = width >= WIDE;
  const a = ids.indexOf(ends[0]), b = ids.indexOf(ends[ends.length - 1]);
  const part = a >= 0 && b >= a;
  const flat = width > 1.4 * high; // then words and graphic stand beside each other too
  const line = Math.min(Math.max(width, 240) - 40, 544);
  const picture = flat ? 0.475 * high : Math.min(Math.max(0.6 * high, high > 704 ? 506 : 408), 0.72 * high); // --stage in web/css/02a-narrow.css
  let sum = part ? 60 : depth ? 2500 : 5e3 + (wide ? 1.1e6 : 1.5e6) / line; // what stands after the chapters: method, sources, all the data
  told.forEach((c, i) => {
    if (part && (i < a || i > b)) return;
    sum += wide ? c[3] * high + c[4] : c[1] * high * (flat ? 1.4 : 1) + c[2] * (flat ? 2.5 : 1) + c[6] * picture + c[5] * (FACTS.letters[locale] || 0) / (flat ? width / 2 - 80 : line);
  });
  return ids.length ? Math.round(sum) : 0;
}
