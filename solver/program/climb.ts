import type { CertificateStep, Proof } from '../contract/certificate.ts';
import { MileError } from '../contract/errors.ts';
import { overAllPairs } from './compaction.ts';
import type { Level } from '../contract/problem.ts';
import type { FirmGround, Ground, OnProgress } from './ground.ts';
import { reachLeximin } from './leximin.ts';
import type { EarlierPrices, Maximise } from './maximum.ts';
import { gathered } from './columns.ts';
import { isFeasible, placesOfOnes } from './choice.ts';
import { plainBound } from './prices.ts';
import { isPure } from './program.ts';
import type { Choice, Program } from './program.ts';
import { reachMatched, reachScore } from './total-levels.ts';
import type { NoGround } from './total-levels.ts';
import { settleTies } from './ties.ts';
import type { TieRule } from './ties.ts';
import { reachWeakest } from './weakest.ts';

/** What the climb over the levels gives, in canonical order. */
export type Climb =
  | {
      readonly kind: 'reached';
      /** The chosen pairs, ascending. */
      readonly chosen: Int32Array;
      readonly steps: readonly CertificateStep[];
    }
  | { readonly kind: 'infeasible'; readonly proof: Proof }
  | { readonly kind: 'unsettled' };

/** How to choose among equally good choices, what an earlier answer can give to this one, and who wants to hear of it. */
export interface Hints {
  readonly ties: TieRule;
  /** A choice to stay near to among equally good ones. */
  readonly baseline?: Choice | undefined;
  /** A choice that is to be bettered; passed over where it does not keep the program's demands. */
  readonly start?: Choice | undefined;
  readonly prices?: EarlierPrices | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Is the time over? Levels of many steps ask before each. */
  readonly isOver?: (() => boolean) | undefined;
}

/**
 * Maximises the levels one after the other. What a step's proof settles is left out of the program, and a row keeps what it
 * reached where that is not enough, so that no weights are mixed and no large numbers arise. Without quotas that row cuts a face out of an integral polytope, so the linear programs of the later
 * levels still have whole-number vertices. The program's objective is the total score.
 * Among equally good choices the one nearest to the baseline is taken, then lots decide (ties.ts).
 */
export function climb(
  program: Program,
  levels: readonly Level[],
  maximise: Maximise,
  { ties, baseline, start, prices, onProgress, isOver = () => false }: Hints,
): Climb {
  let ground: Ground = {
    program,
    score: program.objective,
    maximise,
    x: start && isFeasible(program, start) ? start : undefined,
    pairs: undefined,
    steps: [],
    allPairs: program.fixed.length,
    onProgress,
    earlier: prices,
    frozen: false,
  };
  for (const level of levels) {
    const next = reach(ground.frozen ? { ...ground, maximise: standStill } : ground, level, isOver);
    if (!('x' in next)) {
      const { bound, proof } = next.maximum;
      return bound === -Infinity ? { kind: 'infeasible', proof } : { kind: 'unsettled' };
    }
    ground = next;
  }
  const { x } = ground;
  if (!x) return { kind: 'unsettled' };
  const settled = settledOn({ ...ground, x }, ties, baseline);
  const chosen = placesOfOnes(overAllPairs(settled, ground.pairs, program.fixed.length));
  return { kind: 'reached', chosen, steps: ground.steps };
}

/** Without quotas the ground's program is exactly the choices that are equally good. Else, and where a level is not proven, the choice stays. */
function settledOn(
  { frozen, program, x, pairs }: FirmGround,
  ties: TieRule,
  baseline: Choice | undefined,
): Choice {
  if (frozen || !isPure(program)) return x;
  return settleTies(
    program,
    x,
    ties,
    baseline && pairs ? gathered(new Uint8Array(pairs.length), baseline, pairs) : baseline,
  );
}

function reach(ground: Ground, level: Level, isOver: () => boolean): FirmGround | NoGround {
  if (level === 'matched') return reachMatched(ground);
  if (level === 'score') return reachScore(ground);
  const { x } = ground;
  if (!x)
    throw new MileError(
      'INVALID_PROBLEM',
      `The level "${level}" compares matches of one size. Name matched before it.`,
    );
  const maximise: Maximise = (program, known) =>
    isOver() ? standStill(program, known) : ground.maximise(program, known);
  const firm = { ...ground, x, maximise };
  const reached = level === 'weakest' ? reachWeakest(firm) : reachLeximin(firm, isOver);
  return { ...reached, maximise: ground.maximise };
}

/** Keeps what is known and says the bound that costs nothing. */
function standStill(program: Program, known?: { value: number; x?: Choice }) {
  const { bound, leaf } = plainBound(program);
  return { best: known?.x && { x: known.x, value: known.value }, bound, proof: leaf };
}
