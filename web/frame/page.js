export const clamp = (n, lo, hi) => Math.min(Math.max(n, lo), hi);
/** In a sandbox without rights, and with a hostile host, the page underneath goes on as it is. */
export const safe = (fn) => (...a) => { try { return fn(...a); } catch (e) { return undefined; } };
