import { fitPowerLaw } from './power-law.ts';
import type { PowerLaw } from './power-law.ts';
import type { Comparison } from './solver/compare.ts';

/** One contender over the sizes of one family. */
export interface Growth {
  readonly name: string;
  readonly points: readonly { readonly size: number; readonly time: number }[];
  /** Over sizes of at least `FITTED_FROM` pairs: below, starting a solve is what takes the time. */
  readonly law?: PowerLaw;
}

const FITTED_FROM = 2_000;

/** Time in ms against pairs, per contender, over the instances of a family that it has answered. */
export function growthIn(family: string, comparisons: readonly Comparison[]): Growth[] {
  const points = new Map<string, { size: number; time: number }[]>();
  for (const { contenders, pairs } of comparisons.filter((comparison) => comparison.family === family)) {
    for (const { name, verdict, ms } of contenders) {
      if (ms === undefined || verdict === 'over the limit' || verdict === 'failed') continue;
      points.set(name, [...(points.get(name) ?? []), { size: pairs, time: ms }]);
    }
  }
  return Array.from(points, ([name, own]) => ({
    name,
    points: own,
    law: fitPowerLaw(own.filter(({ size }) => size >= FITTED_FROM)),
  }));
}
