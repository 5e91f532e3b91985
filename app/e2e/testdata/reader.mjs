// What Mozilla's Readability, of which Firefox's Reader View is made, keeps of each page named: the title, the text in one piece, how
// many pictures, and beside it the steps as the page has them.
import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

const flat = (s) => s.replace(/\s+/g, " ").trim();
const out = process.argv.slice(2).map((file) => {
  const { document } = parseHTML(readFileSync(file, "utf8"));
  const steps = [...document.querySelectorAll("[data-step]")].map((s) => ({ id: s.getAttribute("data-step"), title: flat(s.querySelector("h3").textContent), text: flat(s.querySelector(".card > p").textContent) }));
  const standfirst = flat(document.querySelector(".standfirst").textContent);
  const headlines = [...document.querySelectorAll(".layer .headline")].map((h) => flat(h.textContent));
  const scenes = document.querySelectorAll(".scene").length;
  const { title, content } = new Readability(document).parse();
  const kept = parseHTML(`<html><body>${content}</body></html>`).document;
  const pieces = [...kept.querySelectorAll("p,h1,h2,h3")].map((p) => flat(p.textContent));
  const pictures = [...kept.querySelectorAll("figure img")].map((i) => i.getAttribute("src"));
  return { file, title, standfirst, headlines, scenes, steps, text: flat(kept.body.textContent), pieces, pictures };
});
console.log(JSON.stringify(out));
