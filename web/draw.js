// Draws the pictures of later scenes. They stand in noscript elements, which a browser with scripts reads as text: it lays out its
// first screen before it builds thousands of elements that nobody sees yet. Without scripts they are pictures from the start.
// Stands in the page itself, so that no lost request can keep a picture from a reader.

const policy = (window.trustedTypes || { createPolicy: (name, rules) => rules }).createPolicy("pictures", { createHTML: (s) => s });
const draw = (el) => el.querySelectorAll(".form noscript").forEach(one);
const one = (n) => { n.outerHTML = policy.createHTML(n.textContent); };

// All of them, when there is nothing better to do; the client waits for it.
const idle = window.requestIdleCallback || ((f) => setTimeout(f, 20));
window.sahelDrawn = new Promise((done) => {
  const some = () => {
    const end = performance.now() + 6;
    for (const n of document.querySelectorAll(".form noscript")) {
      one(n);
      if (performance.now() > end) return idle(some, { timeout: 300 });
    }
    done();
  };
  idle(some, { timeout: 300 });
});
addEventListener("beforeprint", () => draw(document));

// Sooner, those that come near.
const near = new IntersectionObserver((seen) => seen.forEach((e) => e.isIntersecting && draw(e.target)), { rootMargin: "150%" });
document.querySelectorAll(".scene").forEach((s) => near.observe(s));
