import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Gone } from '#solver/explore/repair/gone.ts';
import { repairOf } from '#solver/explore/repair/repair.ts';
import { solve } from '#solver/solve.ts';
import { median } from '../../median.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';

export interface RepairTiming {
  readonly instance: string;
  /** Who drops out: participants with a mentor, mentors with one participant, or mentors with several. */
  readonly gone: string;
  /** How many of them were asked for, and the longest way to the best match, in moves. */
  readonly dropouts: number;
  readonly longest: number;
  /** Over the dropouts. */
  readonly medianMs: number;
  readonly slowestMs: number;
}

const DROPOUTS = 12;
const WARM_UP = 3;

/** The whole curve after one person drops out of a best match. */
export function timeRepair(engines: Engines): RepairTiming[] {
  const instances = [
    structuredDense(60, 'o', 1),
    minnesota(60, 1),
    structuredDense(60, 'b', 1),
    structuredDense(200, 'o', 1),
  ];
  return instances.flatMap((instance) => timedInstance(instance, engines));
}

function timedInstance({ name, problem }: Instance, engines: Engines): RepairTiming[] {
  const resolve = (asked: Problem) => solve(asked, { engines, engine: 'auto' });
  const outcome = resolve(problem);
  if (outcome.status !== 'optimal') throw new Error(`${name}: ${outcome.status}`);
  const partnersOf = ({ side, index }: Gone) =>
    outcome.pairs.filter(([participant, mentor]) => (side === 'participant' ? participant : mentor) === index)
      .length;
  const people = (side: Gone['side']) => problem[`${side}s`].map((_, index): Gone => ({ side, index }));
  const groups = {
    'a participant': people('participant').filter((gone) => partnersOf(gone) > 0),
    'a mentor of one': people('mentor').filter((gone) => partnersOf(gone) === 1),
    'a mentor of several': people('mentor').filter((gone) => partnersOf(gone) > 1),
  };
  return Object.entries(groups).flatMap(([gone, all]) => {
    if (all.length === 0) return [];
    const asked = all.slice(0, DROPOUTS);
    for (const one of asked.slice(0, WARM_UP)) repairOf(problem, outcome.pairs, one, resolve);
    const runs = asked.map((one) => {
      const begun = performance.now();
      const { curve, proven } = repairOf(problem, outcome.pairs, one, resolve);
      const ms = performance.now() - begun;
      if (!proven) throw new Error(`${name}: a repair is not proven`);
      return { ms, moved: curve.at(-1)?.moved ?? 0 };
    });
    return {
      instance: name,
      gone,
      dropouts: runs.length,
      longest: Math.max(...runs.map(({ moved }) => moved)),
      medianMs: median(runs.map(({ ms }) => ms)),
      slowestMs: Math.max(...runs.map(({ ms }) => ms)),
    };
  });
}
