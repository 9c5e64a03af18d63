import type { Engines } from '#solver/engines/load.ts';
import type { Effort } from './compare.ts';
import { assign100 } from './families/assign100.ts';
import { withBlendQuotas } from './families/blend.ts';
import type { Instance } from './families/instance.ts';
import { minnesota } from './families/minnesota.ts';
import { population, sparsePopulation } from './families/population.ts';
import { geometric, macholWien, uniform } from './families/scattered.ts';
import { structuredDense, structuredSparse } from './families/structured.ts';
import { withTightQuotas } from './families/tight.ts';

/** Instances are made one at a time, when their turn comes. */
export type MakeInstance = (engines: Engines) => Instance;

/** Instances that are compared with the same effort. */
export interface Group {
  readonly effort: Effort;
  readonly instances: readonly MakeInstance[];
}

const SEED = 1;
const blend = (side: number, quotas: number): MakeInstance => {
  return (engines) => withBlendQuotas(structuredDense(side, 'b', SEED), quotas, SEED, engines);
};
const tight = (side: number, quotas: number, share: number): MakeInstance => {
  return (engines) => withTightQuotas(structuredDense(side, 'b', SEED), quotas, share, SEED, engines);
};

/** Matchings without quotas that take general engines milliseconds to seconds. */
const SMALL: Group = {
  effort: { rounds: 15, budgetMs: 1_500, limitMs: 3_000 },
  instances: [
    () => minnesota(60, SEED),
    () => minnesota(200, SEED),
    () => assign100(),
    ...[60, 100, 200, 400].map((side) => () => structuredDense(side, 'o', SEED)),
    ...[60, 100, 200, 400].map((side) => () => structuredDense(side, 'b', SEED)),
  ],
};

/** A thousand a side, of every kind. */
const THOUSAND: Group = {
  effort: { rounds: 11, budgetMs: 2_500, limitMs: 20_000 },
  instances: [
    () => structuredDense(1000, 'o', SEED),
    () => structuredDense(1000, 'b', SEED),
    () => uniform(1000, SEED),
    () => geometric(1000, SEED),
    () => population(1000, SEED),
    () => macholWien(1000),
  ],
};

/** Millions of pairs, or many people of few pairs each. */
const WIDE: Group = {
  effort: { rounds: 5, budgetMs: 3_000, limitMs: 20_000 },
  instances: [
    () => structuredDense(2000, 'o', SEED),
    () => structuredDense(2000, 'b', SEED),
    () => sparsePopulation(20_000, 10, SEED),
    () => structuredSparse(20_000, 20, 'o', SEED),
    () => structuredSparse(20_000, 50, 'o', SEED),
    () => structuredSparse(20_000, 50, 'b', SEED),
    () => structuredDense(5000, 'o', SEED),
    () => structuredDense(5000, 'b', SEED),
  ],
};

/** The parts of the group `pure`, each of which runs alone where a machine is to be had for a few minutes only. */
export const PURE_PARTS: Readonly<Record<string, Group>> = { small: SMALL, thousand: THOUSAND, wide: WIDE };

/** Quotas that bind lightly. */
const LOOSE: Group = {
  effort: { rounds: 5, budgetMs: 5_000, limitMs: 30_000 },
  instances: [blend(60, 8), blend(100, 8), blend(200, 3), blend(200, 8), blend(200, 20)],
};

/** Quotas that all bind, and one instance that takes general engines half a minute. */
const BINDING: Group = {
  effort: { rounds: 5, budgetMs: 5_000, limitMs: 30_000 },
  instances: [tight(60, 8, 0.8), tight(100, 8, 0.7), blend(500, 8)],
};

/** The parts of the group `quotas`. */
export const QUOTA_PARTS: Readonly<Record<string, Group>> = { loose: LOOSE, binding: BINDING };

/** Quotas that take general engines minutes. */
const HEAVY: Group = {
  effort: { rounds: 3, budgetMs: 30_000, limitMs: 300_000 },
  instances: [blend(500, 3), blend(500, 20), blend(1000, 20), tight(100, 8, 0.8), tight(200, 8, 0.8)],
};

/** A hundred thousand people and a million, of few pairs each: gigabytes. */
const VAST: Group = {
  effort: { rounds: 3, budgetMs: 30_000, limitMs: 300_000 },
  instances: [
    () => structuredSparse(100_000, 20, 'b', SEED),
    () => structuredSparse(100_000, 20, 'o', SEED),
    () => structuredSparse(100_000, 50, 'b', SEED),
    () => structuredSparse(100_000, 50, 'o', SEED),
    () => structuredSparse(1_000_000, 10, 'o', SEED),
  ],
};

/** The parts of the group `large`: minutes for a single instance, so only when asked for by name. */
export const LARGE_PARTS: Readonly<Record<string, Group>> = { heavy: HEAVY, vast: VAST };
