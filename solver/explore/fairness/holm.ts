/**
 * Holm (1979): the chance that any of the tests passes its threshold wrongly stays below it, however they depend on each other. The m-th smallest p is
 * multiplied by the number of tests that are not smaller, and never falls below the one before.
 */
export function holmAdjusted(ps: readonly number[]): number[] {
  const order = Array.from(ps.keys()).sort((a, b) => (ps[a] as number) - (ps[b] as number) || a - b);
  const adjusted = new Array<number>(ps.length).fill(1);
  let least = 0;
  for (const [rank, test] of order.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - rank) * (ps[test] as number)));
    adjusted[test] = least;
  }
  return adjusted;
}
