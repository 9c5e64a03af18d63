import { isFeasible, valueOf } from '../program/choice.ts';
import type { Budget, Candidate } from '../program/maximum.ts';
import { reducedCosts } from '../program/prices.ts';
import type { WholePrices } from '../program/prices.ts';
import { FREE } from '../program/program.ts';
import type { Choice, Program } from '../program/program.ts';
import type { LinearEngine } from './linear-engine.ts';
import { inReducedCosts } from './reduced-costs.ts';
import { restrict } from './restriction.ts';
import type { Restriction } from './restriction.ts';

/** Pairs of the first core problem, for each person. */
const CORE_DEGREE = 4;
/** The search may use this share of the time that is left; the proof needs the rest. */
const SHARE = 0.5;

/**
 * A good choice by the engine's own branch and cut, over the core problem: first the pairs of the smallest losses, then all pairs
 * that the choice found does not rule out. A pair's loss is how far its reduced cost lies below 0: a choice that contains it
 * stays below the bound by that much, so a pair that loses more than the gap is in no better choice.
 */
export function findIncumbent(
  engine: LinearEngine,
  program: Program,
  prices: WholePrices,
  bound: number,
  budget: Budget,
): Candidate | undefined {
  const losses = reducedCosts(program, prices).map((reduced) => Math.max(0, -reduced) / prices.scale);
  const search = (reach: number) =>
    searchOver(
      engine,
      program,
      prices,
      Uint8Array.from(losses, (loss) => (loss <= reach ? 1 : 0)),
      budget.remainingMs() * SHARE,
    );
  const reach = firstReach(program, losses);
  const first = search(reach);
  const gap = first ? bound - first.value : Infinity;
  return gap <= reach ? first : better(first, search(gap));
}

function better(a: Candidate | undefined, b: Candidate | undefined): Candidate | undefined {
  if (!a || !b) return a ?? b;
  return b.value > a.value ? b : a;
}

/** The loss up to which about CORE_DEGREE pairs for each person are within reach. */
function firstReach(program: Program, losses: Float64Array): number {
  const free = losses.filter((_, pair) => program.fixed[pair] === FREE).sort();
  const people = program.participants.max.length + program.mentors.max.length;
  return free[Math.min(free.length - 1, CORE_DEGREE * people)] ?? 0;
}

/** The best choice that the engine finds within the marked pairs, searched in reduced costs. */
export function searchOver(
  engine: Pick<LinearEngine, 'search'>,
  program: Program,
  prices: WholePrices,
  within: Uint8Array,
  limitMs: number,
): Candidate | undefined {
  const restriction = restrict(program, within);
  if (restriction.pairs.length === 0 || limitMs <= 0) return undefined;
  const values = engine.search(inReducedCosts(restriction, prices), limitMs);
  const x = values && roundedChoice(program, restriction, values);
  return x && isFeasible(program, x) ? { x, value: valueOf(program.objective, x) } : undefined;
}

function roundedChoice(program: Program, { pairs }: Restriction, values: Float64Array): Choice {
  const x = Uint8Array.from(program.fixed, (fixed) => (fixed === 1 ? 1 : 0));
  for (const [column, pair] of pairs.entries()) x[pair] = (values[column] as number) > 0.5 ? 1 : 0;
  return x;
}
