import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hallViolator } from '#solver/engines/flow/assignment/hall.ts';
import { assignPlainly } from '#solver/engines/flow/assignment/plain.ts';
import { unitRows } from '#solver/engines/flow/assignment/units.ts';
import { arbitraryProblem, problemOf } from '../../../../support/assignment/arbitrary-problem.ts';
import { flawOf } from '../../../../support/assignment/proof.ts';

test('finds a violator exactly where not all can be matched, from any partial matching', () => {
  const seen = { some: 0, none: 0 };
  fc.assert(
    fc.property(arbitraryProblem(12), fc.boolean(), (problem, fromNothing) => {
      const rowOf = unitRows(problem);
      const relaxed = { ...problem, optional: new Uint8Array(problem.demand.length).fill(1) };
      const mate = fromNothing ? new Int32Array(rowOf.length).fill(-1) : matesOf(relaxed, rowOf);
      const violator = hallViolator(problem, rowOf, mate);
      expect(violator?.kind).toBe(assignPlainly(problem).kind === 'infeasible' ? 'infeasible' : undefined);
      if (violator) expect(flawOf(problem, violator)).toBeUndefined();
      seen[violator ? 'some' : 'none'] += 1;
    }),
    { numRuns: 500 },
  );
  expect(seen.some).toBeGreaterThan(100);
  expect(seen.none).toBeGreaterThan(100);
});

test('follows a path through every column', () => {
  const side = 400;
  // Row i knows the columns i and i + 1, and holds i + 1: only a shift of all makes room for the last.
  const lists = Array.from({ length: side }, (_, row) =>
    [row, row + 1].filter((column) => column < side).map((column) => [column, 0] as const),
  );
  const one = new Array<number>(side).fill(1);
  const problem = problemOf(lists, one, new Array<number>(side).fill(0), one);
  const mate = Int32Array.from({ length: side }, (_, row) => (row + 1 < side ? row + 1 : -1));
  expect(hallViolator(problem, unitRows(problem), mate)).toBeUndefined();
});

/** A best assignment that may leave anybody alone. */
function matesOf(problem: ReturnType<typeof problemOf>, rowOf: Int32Array): Int32Array {
  const answer = assignPlainly(problem);
  const mate = new Int32Array(rowOf.length).fill(-1);
  if (answer.kind === 'infeasible') return mate;
  let edge = 0;
  for (const [unit, row] of rowOf.entries()) {
    edge = Math.max(edge, problem.starts[row] as number);
    while (edge < (problem.starts[row + 1] as number) && answer.chosen[edge] === 0) edge += 1;
    if (edge < (problem.starts[row + 1] as number)) mate[unit] = problem.column[edge++] as number;
  }
  return mate;
}
