import { reducedCosts } from '../program/prices.ts';
import type { Prices } from '../program/prices.ts';
import { FREE, pairCount } from '../program/program.ts';
import type { Program } from '../program/program.ts';

/** Best-scored pairs of each person that are in the core from the start. */
const FIRST_CHOICES = 6;
/** A reduced cost above this says that a pair outside the core would improve the relaxation. */
const TOLERANCE = 1e-6;

/** Marks the pairs that linear programs are built from; it grows while a problem is solved and never shrinks. */
export type Core = Uint8Array;

/** The best few pairs of every participant and mentor: what an optimal match is nearly always made of. */
export function firstCore(program: Program): Core {
  const core = new Uint8Array(pairCount(program));
  for (const [ends, nodes] of [
    [program.participant, program.participants.max.length],
    [program.mentor, program.mentors.max.length],
  ] as const)
    markBest(core, program.objective, ends, nodes);
  return core;
}

function markBest(core: Core, score: Float64Array, ends: Int32Array, nodes: number): void {
  const best = new Int32Array(nodes * FIRST_CHOICES).fill(-1);
  for (let pair = 0; pair < core.length; pair += 1) {
    const first = (ends[pair] as number) * FIRST_CHOICES;
    let place = first + FIRST_CHOICES;
    const isWorse = (other: number) => other < 0 || (score[other] as number) < (score[pair] as number);
    while (place > first && isWorse(best[place - 1] as number)) place -= 1;
    if (place === first + FIRST_CHOICES) continue;
    best.copyWithin(place + 1, place, first + FIRST_CHOICES - 1);
    best[place] = pair;
  }
  for (const pair of best) if (pair >= 0) core[pair] = 1;
}

/**
 * Where some pair outside the core would improve the relaxation at these prices, adds pairs and says so: for each participant and
 * each mentor the best one, as far as it falls short by no more than the worst violation, since the prices are wrong by about that
 * much. Where none would, the prices are optimal for all pairs (column generation).
 */
export function priceIn(program: Program, prices: Prices, core: Core): boolean {
  const reduced = reducedCosts(program, { scale: 1, ...prices });
  const outside = Int32Array.from(core.keys()).filter(
    (pair) => core[pair] === 0 && program.fixed[pair] === FREE,
  );
  let worst = 0;
  for (const pair of outside) worst = Math.max(worst, reduced[pair] as number);
  if (worst <= TOLERANCE) return false;
  const near = outside.filter((pair) => (reduced[pair] as number) > -worst);
  markBestOf(core, near, reduced, program.participant, program.participants.max.length);
  markBestOf(core, near, reduced, program.mentor, program.mentors.max.length);
  return true;
}

function markBestOf(
  core: Core,
  pairs: Int32Array,
  reduced: Float64Array,
  ends: Int32Array,
  nodes: number,
): void {
  const best = new Int32Array(nodes).fill(-1);
  for (const pair of pairs) {
    const other = best[ends[pair] as number] as number;
    if (other < 0 || (reduced[pair] as number) > (reduced[other] as number))
      best[ends[pair] as number] = pair;
  }
  for (const pair of best) if (pair >= 0) core[pair] = 1;
}
