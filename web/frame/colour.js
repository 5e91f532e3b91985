// Colours as a host writes them in an address.

/** How far two colours are apart for the eye (WCAG), each as [r, g, b] of 0 to 255. */
export function contrast(a, b) {
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => c.map((v) => linear(v / 255)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const [hi, lo] = [light(a), light(b)].sort((x, z) => z - x);
  return (hi + 0.05) / (lo + 0.05);
}

/** A hexadecimal colour as [r, g, b], or null; one that can be seen through is none. */
export function hex(text) {
  const h = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((text || "").trim());
  if (!h) return null;
  const full = h[1].length === 3 ? h[1].replace(/./g, "$&$&") : h[1];
  return [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16));
}
