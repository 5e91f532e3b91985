// Links out of a story in a frame: what is not the story itself opens beside it. A sandbox without allow-popups swallows that in silence,
// so the address is shown when nothing opened: open() says so, and only without noopener, hence the opener is cut by hand.
import { safe } from "./page.js";

/** A listener for clicks. root says the words beside an address that could not be opened. */
export const openBeside = (root) => safe((e) => {
  const a = e.target.closest && e.target.closest("a[href]");
  if (!a || !/^https?:$/.test(a.protocol) || a.dataset.locale || a.hasAttribute("download")) return;
  if (a.hash && a.pathname === location.pathname) return;
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
  e.preventDefault();
  const opened = open(a.href, "_blank");
  if (opened) opened.opener = null;
  else if (!a.nextElementSibling || a.nextElementSibling.className !== "popup-note") {
    const note = document.createElement("span"), address = document.createElement("bdi");
    note.className = "popup-note";
    note.setAttribute("role", "status");
    address.dir = "ltr";
    address.textContent = a.href;
    note.append((root.dataset.popupNote || "") + " ", address);
    a.after(note);
  }
});
