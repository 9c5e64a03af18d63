/* Fits and gains as people read them, on every screen alike: one decimal, and gains are sums of what is shown. */

/** Made once: a list of fits follows a moving thumb. */
const ONE_DECIMAL = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/**
 * A fit, 0 to 100, in whole tenths of a point: what stands on screen, and what sums and gains are reckoned with, so that a reader can add
 * them up. By way of hundredths, in which the service states fits. The surplus lets a computed half count as the half that it is: two fits
 * that differ lie farther apart.
 */
export function tenthsOf(fit: number): number {
  return Math.round(Math.round(fit * 100 + 1e-7) / 10);
}

/** Whole tenths of a point: "41.0", "78.5". */
export function pointWords(tenths: number): string {
  return ONE_DECIMAL.format(tenths / 10);
}

/** A fit, 0 to 100: "41.0", "78.5". */
export function fitWords(fit: number): string {
  return pointWords(tenthsOf(fit));
}

/** A gain or a loss in tenths, told by its sign and never by colour: "+3.2", "−11.0", "±0". */
export function gainWords(tenths: number): string {
  if (tenths === 0) return '±0';
  return `${tenths > 0 ? '+' : '−'}${pointWords(Math.abs(tenths))}`;
}
