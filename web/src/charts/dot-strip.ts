export interface Dot {
  readonly key: string;
  readonly label: string;
  readonly value: number;
}

export interface PlacedDot extends Dot {
  readonly x: number;
  /** Height above the axis in dots, from 0. */
  readonly level: number;
}

/** Radius in pixels: many dots are smaller, so that their stacks stay low. */
export function radiusFor(count: number): number {
  if (count <= 80) return 5;
  return count <= 300 ? 3.5 : 2;
}

/** Piles up dots that would overlap (Wilkinson, Dot plots, 1999): none is hidden, and a column's height is a count. */
export function pileUp(dots: readonly Dot[], x: (value: number) => number, diameter: number): PlacedDot[] {
  const placed: PlacedDot[] = [];
  let column = -Infinity;
  let level = 0;
  for (const dot of dots.toSorted((a, b) => a.value - b.value || (a.key < b.key ? -1 : 1))) {
    const own = x(dot.value);
    const joins = own - column < diameter;
    level = joins ? level + 1 : 0;
    if (!joins) column = own;
    placed.push({ ...dot, x: column, level });
  }
  return placed;
}
