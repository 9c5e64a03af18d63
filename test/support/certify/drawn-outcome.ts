import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { drawnProof } from './drawn-proof.ts';
import { outcomeOf } from './honest-outcome.ts';
import type { ProveStage, Stage } from './honest-outcome.ts';
import { boundOf, narrowedBySlack, roundedDown, spaceOf } from './space.ts';
import type { Space } from './space.ts';
import type { Dice } from './tamper.ts';

/** How a certificate is drawn, and what is seen on the way. */
export interface Drawing {
  problem: Problem;
  chosen: readonly number[];
  dice: Dice;
  /** Taken off the gap before narrowing: with more than 0 the region after a step is smaller than it may be, so a lie. */
  greed?: number;
  /** Narrows by the first leaf of a proof with branches, as if it held for all: a lie. */
  narrowsAfterBranches?: boolean;
  /** Told of each step, with the space before and after it. */
  seen?: (stage: Stage, before: Space, after: Space) => void;
}

/** A result with proofs of all kinds over regions that are narrowed step by step; true, unless a lie was asked for. */
export function drawnOutcome(drawing: Drawing): MatchedOutcome {
  let space = spaceOf(drawing.problem);
  const prove: ProveStage = (stage) => {
    const proof = drawnProof(space, stage.objective, stage.provenAt, drawing.dice);
    const bound = roundedDown(space, stage.objective, boundOf(space, stage.objective, proof));
    const after = spaceAfter(space, stage, proof, drawing);
    drawing.seen?.(stage, space, after);
    space = after;
    return { bound, proof };
  };
  return outcomeOf(drawing.problem, drawing.chosen, prove);
}

/** What the steps of a result really show, each over the space that honest narrowing leaves. */
export function shownBounds(problem: Problem, chosen: readonly number[], outcome: MatchedOutcome): number[] {
  const bounds: number[] = [];
  let space = spaceOf(problem);
  outcomeOf(problem, chosen, (stage) => {
    const proof = outcome.certificate.steps[bounds.length]?.proof;
    if (!proof) throw new Error('the result has too few steps');
    const bound = roundedDown(space, stage.objective, boundOf(space, stage.objective, proof));
    bounds.push(bound);
    space = spaceAfter(space, stage, proof, { problem, chosen, dice: () => 0 });
    return { bound, proof };
  });
  return bounds;
}

function spaceAfter(
  space: Space,
  stage: Stage,
  proof: ReturnType<typeof drawnProof>,
  { greed = 0, narrowsAfterBranches = false }: Drawing,
): Space {
  const leaf = narrowsAfterBranches ? firstBoundLeaf(proof) : proof;
  const { level, objective, value } = stage;
  const narrow =
    level !== 'weakest' && leaf.kind === 'bound'
      ? narrowedBySlack(space, objective, leaf, value, greed)
      : structuredClone(space);
  for (const [pair, range] of narrow.pairs.entries())
    if (isUnused(stage, pair) && range.low === 0) range.high = 0;
  narrow.rows.push({ low: stage.row.value, high: stage.row.value, coefficients: [...stage.row.worth] });
  return narrow;
}

/** No pair below the weakest, none strictly between two thresholds: their weight in the row is above all that it allows. */
function isUnused({ level, row }: Stage, pair: number): boolean {
  const weight = row.worth[pair] ?? 0;
  return level === 'weakest' ? weight > 0 : level === 'leximin' && weight > 1;
}

function firstBoundLeaf(proof: ReturnType<typeof drawnProof>): ReturnType<typeof drawnProof> {
  switch (proof.kind) {
    case 'branch':
      return firstBoundLeaf(proof.zero);
    case 'row':
      return firstBoundLeaf(proof.below);
    case 'split':
      return firstBoundLeaf(proof.outside);
    case 'narrowing':
      return proof.leaf;
    default:
      return proof;
  }
}
