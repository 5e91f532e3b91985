// What the preview server adds to a page of the story while it serves it; dist/ carries none of it. In a tab of its own the page
// follows the editor's saves; in a frame that nobody can look into it speaks with the desk.
import { active, go, keep, reopen, restore } from "./story.js";

const root = document.documentElement;
root.dataset.pace = "free"; // drafting takes the machine that the frames move on: an editor is to see the movement all the same
if (document.currentScript && "still" in document.currentScript.dataset) {
  const real = window.matchMedia.bind(window);
  window.matchMedia = (q) => real(String(q).replace(/\(prefers-reduced-motion:\s*reduce\)/g, "(min-width:0px)").replace(/\(prefers-reduced-motion:\s*no-preference\)/g, "(max-width:0px)"));
}

if (window === window.top) {
  const KEY = "desk.place";
  let known = null, bar = null;
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    sessionStorage.removeItem(KEY);
    if (kept) {
      reopen(window, kept);
      addEventListener("load", () => restore(window, kept));
    }
  } catch (e) { /* no storage */ }
  new EventSource("/desk/events").onmessage = (e) => {
    const s = JSON.parse(e.data), now = JSON.stringify(s.pages);
    if (s.fault) {
      if (!bar) {
        bar = document.createElement("pre");
        bar.dir = "ltr";
        for (const [k, v] of Object.entries({ position: "fixed", inset: "auto 0 0 0", margin: "0", padding: "12px 16px", background: "#8c1512", color: "#fff", font: "14px/1.5 monospace", "white-space": "pre-wrap", "z-index": "100" })) bar.style.setProperty(k, v);
        bar.setAttribute("role", "alert");
        document.body.append(bar);
      }
      bar.textContent = s.fault.text;
    } else if (bar) {
      bar.remove();
      bar = null;
    }
    if (known !== null && known !== now) {
      try { sessionStorage.setItem(KEY, JSON.stringify(keep(window))); } catch (err) { /* the browser keeps the offset */ }
      location.reload();
    }
    known = now;
  };
} else if (self.origin === "null") {
  const say = (m) => window.top.postMessage({ desk: true, lang: root.lang, ...m }, "*");
  let told = "";
  const tell = () => {
    const step = active(window);
    if (step && step !== told) say({ type: "step", step: (told = step) });
  };
  addEventListener("scroll", tell, { passive: true });
  document.addEventListener("sahel:card", tell);
  for (const e of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(e, () => say({ type: "lead" }), { passive: true, capture: true });
  document.addEventListener("click", (e) => {
    if (!e.target.closest("a,button,summary,details,select,input") && e.target.closest(".step,figure")) say({ type: "ask", step: active(window) });
  });
  addEventListener("message", (e) => {
    if (e.source !== window.top || !e.data || e.data.desk !== true) return;
    if (e.data.type === "go") { told = ""; go(window, e.data.step); setTimeout(tell, 200); }
    if (e.data.type === "reload") location.reload();
  });
  // At once, and again when the frame has found out what it is in and taken its shape.
  say({ type: "hello" });
  new MutationObserver(() => setTimeout(() => say({ type: "hello" }), 100)).observe(root, { attributes: true, attributeFilter: ["data-mode", "data-ready"] });
}
