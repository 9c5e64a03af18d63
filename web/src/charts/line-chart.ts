import { scaleLinear, scaleLog } from 'd3-scale';
import type { AxisWords, Point, ScaleKind } from './picture.ts';
import { powerLawThrough, type PowerLaw } from './power-law.ts';

export interface Series {
  readonly key: string;
  readonly label: string;
  readonly points: readonly Point[];
}

export interface FittedSeries extends Series {
  readonly law: PowerLaw | undefined;
  /** Label with the exponent: "network kernel, n^1.07". */
  readonly legend: string;
}

/** On two logarithmic axes a power is a straight line: its exponent says how the one grows with the other. */
export function fitted(series: readonly Series[], x: AxisWords, y: AxisWords): FittedSeries[] {
  const fits = x.scale === 'log' && y.scale === 'log';
  return series.map((one) => {
    const points = one.points.toSorted((a, b) => a.x - b.x);
    const law = fits ? powerLawThrough(points) : undefined;
    return { ...one, points, law, legend: law ? `${one.label}, n^${law.exponent.toFixed(2)}` : one.label };
  });
}

/**
 * A scale over all values with round ends. A linear one begins at 0 and counts no number below it; a logarithmic one takes positive
 * numbers alone and ends at 1, 2 or 5 of a decade.
 */
export function scaleOver(values: readonly number[], kind: ScaleKind, range: readonly [number, number]) {
  if (kind === 'linear') return scaleLinear([0, Math.max(0, ...values) || 1], range).nice();
  const positive = values.filter((value) => value > 0);
  const [least, most] = positive.length > 0 ? [Math.min(...positive), Math.max(...positive)] : [1, 10];
  const from = STEPS.map((step) => step * decadeOf(least)).findLast((step) => step <= least) ?? least;
  const to = STEPS.map((step) => step * decadeOf(most)).find((step) => step >= most) ?? most;
  return scaleLog([from, to === from ? from * 10 : to], range);
}

const STEPS = [1, 2, 5, 10];

function decadeOf(value: number): number {
  return 10 ** Math.floor(Math.log10(value));
}

/** About `count` ticks; a logarithmic scale has them at 1, 2 and 5 of each decade, or at the powers of ten where those are many. */
export function ticksOf(scale: ReturnType<typeof scaleOver>, count: number): number[] {
  if (!('base' in scale)) return scale.ticks(count);
  const [from = 1, to = 10] = scale.domain();
  const isInside = (tick: number) => tick >= from && tick <= to;
  const powers = decadesOver(from, to);
  const ticks = powers.flatMap((power) => [1, 2, 5].map((step) => step * power)).filter(isInside);
  return ticks.length <= count ? ticks : powers.filter(isInside);
}

function decadesOver(from: number, to: number): number[] {
  const first = Math.floor(Math.log10(from));
  const last = Math.ceil(Math.log10(to));
  return Array.from({ length: last - first + 1 }, (_, at) => Number(`1e${first + at}`));
}
