// A graphic on its own page can be enlarged and moved: by two fingers and one, by dragging with a mouse, by keys (+ - 0 and the arrows, while
// the focus is in the graphic), and by buttons, which a switch, a voice or one finger reaches too. The drawing itself grows (web/zoom.css), so
// that its letters are as sharp as ever, inside the box that it had; the browser scrolls that box as it scrolls any, hence goes on
// with the page at its edge. Without this script the buttons stay hidden, and two fingers enlarge the page.

const MOST = 6, STEP = 1.5, PAN = 0.3;
const ways = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
const keys = { "+": "in", "=": "in", "-": "out", 0: "whole", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

function zoomable(figure) {
  const bar = figure.querySelector(".zoom"), [enlarge] = bar.children, forms = [...figure.querySelectorAll(".form")];
  const box = () => forms.find((f) => f.offsetHeight);
  let size = 1;

  // to enlarges to a size about a point of the box, which stays where it is.
  function to(wanted, x, y) {
    const form = box(), was = size, { scrollLeft, scrollTop } = form;
    size = wanted < 1.05 ? 1 : Math.min(wanted, MOST);
    if (size === was) return;
    const whole = size === 1, held = figure.contains(document.activeElement);
    figure.style.setProperty("--zoom", size);
    bar.toggleAttribute("data-zoomed", !whole);
    enlarge.setAttribute("aria-disabled", size === MOST);
    for (const f of forms) {
      const { width, height } = f.firstElementChild.viewBox.baseVal;
      f.style.aspectRatio = width + "/" + height;
      f.toggleAttribute("data-zoomed", !whole);
      for (const [name, value] of [["tabindex", 0], ["role", "group"], ["aria-label", bar.getAttribute("aria-label")]]) {
        if (whole) f.removeAttribute(name);
        else f.setAttribute(name, value);
      }
    }
    if (whole && held && document.activeElement !== enlarge) enlarge.focus({ preventScroll: true }); // what had it takes none any more
    form.scrollLeft = (scrollLeft + x) * size / was - x;
    form.scrollTop = (scrollTop + y) * size / was - y;
  }

  // act does what a button or a key says, and reports whether there was anything to do.
  function act(what) {
    const form = box(), x = form.clientWidth / 2, y = form.clientHeight / 2, way = ways[what], was = [size, form.scrollLeft, form.scrollTop];
    if (way) form.scrollBy(way[0] * x * 2 * PAN, way[1] * y * 2 * PAN);
    else to({ in: size * STEP, out: size / STEP, whole: 1 }[what], x, y);
    return was.some((v, i) => v !== [size, form.scrollLeft, form.scrollTop][i]);
  }
  bar.addEventListener("click", (e) => {
    const button = e.target.closest("button");
    if (button) act(button.dataset.zoom);
  });
  figure.addEventListener("keydown", (e) => {
    const what = keys[e.key];
    if (what && !e.ctrlKey && !e.metaKey && !e.altKey && act(what)) e.preventDefault(); // else the key is the page's
  });

  for (const form of forms) {
    form.style.touchAction = "pan-x pan-y"; // two fingers enlarge the graphic, not the page
    // Two fingers. What they hold stays under them.
    let apart = 0, base, mid;
    const fingers = (e) => {
      const [a, b] = e.touches, { left, top } = form.getBoundingClientRect();
      return [Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1, [(a.clientX + b.clientX) / 2 - left, (a.clientY + b.clientY) / 2 - top]];
    };
    const touch = (e) => {
      if (e.touches.length !== 2) return void (apart = 0);
      if (e.cancelable) e.preventDefault();
      const [now, at] = fingers(e);
      if (!apart) [apart, base] = [now, size];
      else {
        form.scrollBy(mid[0] - at[0], mid[1] - at[1]);
        to(base * now / apart, ...at);
      }
      mid = at;
    };
    for (const kind of ["touchstart", "touchmove", "touchend", "touchcancel"]) form.addEventListener(kind, touch, { passive: false });

    // A mouse drags. What it lets go over is not clicked then.
    let from, dragged;
    form.addEventListener("pointerdown", (e) => {
      dragged = false;
      from = e.pointerType === "mouse" && e.button === 0 && size > 1 && [e.clientX, e.clientY];
    });
    form.addEventListener("pointermove", (e) => {
      if (!from || !(e.buttons & 1)) return;
      const [dx, dy] = [from[0] - e.clientX, from[1] - e.clientY];
      if (!dragged && Math.hypot(dx, dy) < 5) return;
      if (!dragged) form.setPointerCapture(e.pointerId);
      dragged = true;
      form.scrollBy(dx, dy);
      from = [e.clientX, e.clientY];
    });
    for (const kind of ["pointerup", "pointercancel"]) form.addEventListener(kind, () => (from = null));
    form.addEventListener("click", (e) => dragged && e.stopPropagation(), true);
  }
  bar.hidden = false;
}

// In a host's page a graphic is bare, and as high as it is.
if (window === window.top) document.querySelectorAll(".zoom").forEach((bar) => zoomable(bar.parentElement)); // a table has none
