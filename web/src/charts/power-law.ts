import type { Point } from './picture.ts';

/** y = factor x^exponent. */
export interface PowerLaw {
  readonly exponent: number;
  readonly factor: number;
}

/** The straight line through the logarithms that errs least in squares; undefined where fewer than three x differ. */
export function powerLawThrough(points: readonly Point[]): PowerLaw | undefined {
  const logs = points
    .filter(({ x, y }) => x > 0 && y > 0)
    .map(({ x, y }) => [Math.log(x), Math.log(y)] as const);
  if (new Set(logs.map(([x]) => x)).size < 3) return undefined;
  const total = (of: (x: number, y: number) => number) => logs.reduce((sum, [x, y]) => sum + of(x, y), 0);
  const [sx, sy] = [total((x) => x), total((_, y) => y)];
  const exponent =
    (logs.length * total((x, y) => x * y) - sx * sy) / (logs.length * total((x) => x * x) - sx * sx);
  return { exponent, factor: Math.exp((sy - exponent * sx) / logs.length) };
}
