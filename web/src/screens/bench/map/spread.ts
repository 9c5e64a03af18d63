import type { Point } from './homes.ts';

/** Somebody on the map. */
export interface Standing {
  readonly key: string;
  readonly kind: 'participant' | 'mentor' | 'alone';
  readonly at: Point;
  /** Key of the pair, or id of whoever is alone. */
  readonly of: string;
}

/** Turn from one seat of a sunflower to the next, in radians (Vogel, Mathematical Biosciences 44, 1979). */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** Pixels between neighbours. */
const GAP = 6;

/**
 * Where to draw everybody: people of one place stand around it like the seeds of a sunflower, so that nobody hides anybody. In pixels, by
 * key; whoever stands there twice (a mentor of two) has one seat.
 */
export function spreadOut(
  standings: readonly Standing[],
  flatten: (point: Point) => [number, number],
): Map<string, [number, number]> {
  const seats = new Map<string, number>();
  const spots = new Map<string, [number, number]>();
  for (const { key, at } of standings) {
    if (spots.has(key)) continue;
    const home = at.join(' ');
    const seat = seats.get(home) ?? 0;
    seats.set(home, seat + 1);
    const [x, y] = flatten(at);
    const [radius, angle] = [GAP * Math.sqrt(seat), seat * GOLDEN_ANGLE];
    spots.set(key, [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
  }
  return spots;
}
