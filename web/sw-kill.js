// The way back. Deployed in the place of sw.js it takes over at once, removes this site's own caches (never others of the same
// origin), and unregisters. It answers no request, so every page goes to the network again from its next load; none is
// reloaded by force, which would cost a reader their place.
const PREFIX = "sahel:" + new URL(registration.scope).pathname + ":";

addEventListener("install", () => skipWaiting());
// A page asks each worker who it is (web/boot.js): this one has no version, and is meant.
addEventListener("message", (event) => event.ports[0]?.postMessage({}));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !name.slice(PREFIX.length).includes("/")) await caches.delete(name);
  }
  await registration.unregister();
})()));
