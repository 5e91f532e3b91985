// A page that keeps the contract of the real one and nothing more: the active step is the last whose top has crossed 60%.
import { startFrame } from "../../../web/frame.js";

window.errors = [];
addEventListener("error", (e) => errors.push(String(e.message)));
addEventListener("unhandledrejection", (e) => errors.push(String(e.reason)));
addEventListener("securitypolicyviolation", (e) => errors.push("csp " + e.violatedDirective));
const root = document.documentElement;
let story = document.getElementById("story");
for (let c = 0; c < 3; c++) {
  const chapter = document.createElement("section");
  chapter.id = chapter.dataset.chapter = "c" + c;
  const scene = document.createElement("div"), fig = document.createElement("figure"), steps = document.createElement("div");
  scene.className = "scene scene-chart";
  fig.className = "graphic";
  fig.dataset.graphic = "g" + c;
  steps.className = "steps";
  for (let i = 0; i < 3; i++) {
    const layer = document.createElement("div");
    layer.className = "layer";
    layer.dataset.state = "s" + i;
    layer.dataset.i = i;
    layer.textContent = "graphic " + c + i;
    fig.append(layer);
    const step = document.createElement("section"), a = document.createElement("a"), out = document.createElement("a");
    step.className = "step";
    step.id = step.dataset.step = "c" + c + "-s" + i;
    step.dataset.state = "s" + i;
    step.dataset.i = i;
    step.append("Step " + c + i + " says a few words. ");
    a.href = "#c" + c + "-s" + i;
    a.textContent = "link";
    out.href = "https://elsewhere.example/paper";
    out.textContent = "source";
    step.append(a, " ", out);
    steps.append(step);
  }
  scene.append(fig, steps);
  chapter.append(scene);
  story.append(chapter);
}
window.slice = null;
function place() {
  const steps = [...document.querySelectorAll(".step")];
  const line = slice ? slice.top + (slice.bottom - slice.top) * 0.6 : innerHeight * 0.6;
  let active = steps[0];
  for (const s of steps) if (s.getBoundingClientRect().top <= line) active = s;
  story.dataset.activeStep = active.dataset.step;
}
addEventListener("scroll", place);
addEventListener("resize", place);
addEventListener("sahel:slice", (e) => { slice = e.detail; place(); });
place();
window.engine = startFrame({ root, story, goTo: (id) => document.getElementById(id).scrollIntoView() });
