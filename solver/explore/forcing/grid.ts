import { MileError } from '../../contract/errors.ts';
import { CELL } from '../../contract/explore/grid-cell.ts';
import { MOST_CELLS } from '../../contract/explore/grid.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import type { Problem } from '../../contract/problem.ts';
import { blockedCells } from '../../score/blocked-cells.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { forcingOf } from './forcing.ts';
import type { Searches } from './searches.ts';

/** The grid of forcing costs; the columns as the contract has them, before they are written as text. */
export interface GridColumns {
  readonly state: Uint8Array;
  readonly matched: Int32Array;
  readonly score: Int32Array;
  readonly moved: Int32Array;
  readonly partial: boolean;
}

/**
 * What it costs to have each pair, and what does not allow it, for all cells at once. `problem` is that of the policy. Throws
 * TOO_MANY_PAIRS above `MOST_CELLS`, and what `forcingOf` throws.
 */
export function gridOf(
  compiled: CompiledCohort,
  policy: Policy,
  problem: Problem,
  searches: Searches,
): GridColumns {
  const mentors = problem.mentors.length;
  refuseTooMany(problem.participants.length * mentors);
  const { force, moved, open, partial } = forcingOf(problem, searches);
  const state = statesOf(blockedCells(compiled, policy));
  const { participant, mentor } = problem.pairs;
  const answered: number[] = [];
  const mark = (pair: number, cell: number) => {
    state[(participant[pair] as number) * mentors + (mentor[pair] as number)] = cell;
  };
  force.matched.forEach((loss, pair) => {
    if (loss !== null) answered.push(pair);
    mark(pair, loss === null ? CELL.impossible : CELL.answered);
  });
  for (const pair of open) if (force.matched[pair] === null) mark(pair, CELL.open);
  const column = (numbers: readonly (number | null)[]) =>
    Int32Array.from(answered, (pair) => numbers[pair] ?? 0);
  return {
    state,
    matched: column(force.matched),
    score: column(force.score),
    moved: column(moved),
    partial,
  };
}

/** Where no rule is in the way of a pair that is not allowed, a decision is. */
function statesOf(blocked: Uint8Array): Uint8Array {
  return blocked.map((rule) => (rule === 0 ? CELL.forbidden : CELL.rule + rule - 1));
}

function refuseTooMany(cells: number): void {
  if (cells <= MOST_CELLS) return;
  throw new MileError(
    'TOO_MANY_PAIRS',
    `The grid would have ${cells} cells; it shows ${MOST_CELLS} at most. Use the list, and ask about one person at a time.`,
    { cells, limit: MOST_CELLS },
  );
}
