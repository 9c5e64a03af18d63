import { scaleLinear } from 'd3-scale';
import { widthOf } from './lettering.ts';

export interface ScatterPoint {
  readonly key: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Nothing beats it. */
  readonly onFrontier: boolean;
}

/** A scale that leaves room around the values; it need not begin at 0, because places are read, not lengths. Counts stay counts. */
export function scaleAround(values: readonly number[], range: readonly [number, number]) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least) * 0.06 || 1;
  const from = least >= 0 ? Math.max(0, least - room) : least - room;
  return scaleLinear([from, most + room], range).nice(6);
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

const LINE = 16;

/** Which labels can stand right of their points without running into one another or over the edge; the first come first. */
export function legible(points: readonly Placed[], width: number): boolean[] {
  const standing: Placed[] = [];
  return points.map((point) => {
    const fits = point.x + 10 + widthOf(point.label) <= width;
    const isFree = standing.every(
      (other) =>
        Math.abs(other.y - point.y) >= LINE ||
        other.x + 10 + widthOf(other.label) < point.x - 8 ||
        point.x + 10 + widthOf(point.label) < other.x - 8,
    );
    if (fits && isFree) standing.push(point);
    return fits && isFree;
  });
}
