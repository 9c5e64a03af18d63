/** From 0 to 1, as if by chance, yet the same for the same numbers (a multiplicative hash). */
export function spread(index: number, draw: number): number {
  return (Math.imul(Math.imul(index + 1, 0x9e3779b1) ^ (draw * 0x85ebca6b), 0xc2b2ae35) >>> 0) / 2 ** 32;
}
