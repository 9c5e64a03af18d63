import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { problemSchema } from '#solver/contract/problem.ts';
import { assign } from '#solver/engines/flow/assignment/assign.ts';
import { assignPlainly } from '#solver/engines/flow/assignment/plain.ts';
import type { AssignmentProblem } from '#solver/engines/flow/assignment/problem.ts';
import { arbitraryProblem, problemOf } from '../../../../support/assignment/arbitrary-problem.ts';
import { bestByTrying } from '../../../../support/assignment/brute-force.ts';
import { flawOf, totalOf } from '../../../../support/assignment/proof.ts';

test('starts from any prices and still proves the best', () => {
  let optimal = 0;
  const prices = fc.array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(
      arbitraryProblem(12),
      prices,
      fc.constantFrom(1, 1_000, 1_000_000),
      (problem, drawn, divisor) => {
        const warm = Float64Array.from(problem.capacity, (_, column) =>
          Math.floor((drawn[column] as number) / divisor),
        );
        const answer = assign(problem, warm);
        expect(flawOf(problem, answer)).toBeUndefined();
        expect(totalOf(problem, answer)).toBe(totalOf(problem, assignPlainly(problem)));
        if (answer.kind === 'optimal') optimal += 1;
      },
    ),
    { numRuns: 300 },
  );
  expect(optimal).toBeGreaterThan(100);
});

describe('hard for one method or the other', () => {
  test.each([
    [
      'all want the same few',
      (row: number, column: number) => (1 + ((row * 7919) % 97)) * (1 + ((column * 104_729) % 89) ** 2),
    ],
    ['Machol and Wien 1976', (row: number, column: number) => (row + 1) * (column + 1)],
    ['few distinct worths', (row: number, column: number) => 10 * ((row * column + row + 3 * column) % 7)],
    ['nothing but ties', () => 5],
    ['wide', (row: number, column: number) => (row * 7_368_787 + column * 15_485_863) % 1_000_003],
  ])('%s', (_, worth) => {
    for (const [rows, columns, isOptional] of [
      [150, 150, 0],
      [150, 110, 1],
      [110, 150, 0],
    ] as const) {
      const lists = Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => [column, worth(row, column)] as const),
      );
      const one = (count: number) => Array.from({ length: count }, () => 1);
      const doubles = problemOf(
        lists,
        one(rows),
        one(rows).map(() => isOptional),
        one(columns),
      );
      const total = totalOf(doubles, assignPlainly(doubles));
      for (const problem of [doubles, { ...doubles, worth: Int32Array.from(doubles.worth) }]) {
        const answer = assign(problem);
        expect(flawOf(problem, answer)).toBeUndefined();
        expect(totalOf(problem, answer)).toBe(total);
      }
    }
  });

  test('rows that want the same few and cannot all be matched', () => {
    const lists = Array.from({ length: 90 }, (_, row) =>
      Array.from({ length: 60 }, (_, column) => [column, (row + 1) * (column + 1)] as const),
    );
    const problem = problemOf(lists, Array(90).fill(1), Array(90).fill(0), Array(60).fill(1));
    const answer = assign(problem);
    expect(answer.kind).toBe('infeasible');
    expect(flawOf(problem, answer)).toBeUndefined();
  });
});

describe.each([
  ['the kernel', assign],
  ['the plain implementation', assignPlainly],
])('%s', (_, solve) => {
  test('is best by brute force and proves it', () => {
    const seen = { optimal: 0, infeasible: 0 };
    fc.assert(
      fc.property(arbitraryProblem(4), (problem) => {
        const answer = solve(problem);
        expect(flawOf(problem, answer)).toBeUndefined();
        expect(totalOf(problem, answer)).toBe(bestByTrying(problem));
        seen[answer.kind] += 1;
      }),
      { numRuns: 600 },
    );
    expect(seen.optimal).toBeGreaterThan(200);
    expect(seen.infeasible).toBeGreaterThan(50);
  });

  test('proves what it says of larger problems', () => {
    const seen = { optimal: 0, infeasible: 0 };
    fc.assert(
      fc.property(arbitraryProblem(40), (problem) => {
        const answer = solve(problem);
        expect(flawOf(problem, answer)).toBeUndefined();
        seen[answer.kind] += 1;
      }),
      { numRuns: 100 },
    );
    expect(seen.optimal).toBeGreaterThan(20);
    expect(seen.infeasible).toBeGreaterThan(5);
  });

  test("finds the published best of OR-Library's assign100", () => {
    const problem = assign100();
    const answer = solve(problem);
    expect(flawOf(problem, answer)).toBeUndefined();
    expect(totalOf(problem, answer)).toBe(9695);
  });

  test('answers where there is nothing to match', () => {
    const nobody = problemOf([], [], [], []);
    expect(solve(nobody)).toEqual({
      kind: 'optimal',
      chosen: new Uint8Array(0),
      rowPrices: new Float64Array(0),
      columnPrices: new Float64Array(0),
    });
    const lonely = problemOf([[], []], [1, 0], [1, 0], [2]);
    expect(flawOf(lonely, solve(lonely))).toBeUndefined();
    expect(totalOf(lonely, solve(lonely))).toBe(0);
  });

  test('names the rows that ask for more than there is', () => {
    const problem = problemOf([[[0, 5]], [[0, 3]], [[1, 9]]], [1, 1, 1], [0, 0, 0], [1, 1]);
    expect(solve(problem)).toEqual({
      kind: 'infeasible',
      rows: Uint8Array.of(1, 1, 0),
      columns: Uint8Array.of(1, 0),
    });
  });

  test('leaves an optional unit alone rather than at a loss', () => {
    const problem = problemOf([[[0, -3]], [[0, -4]]], [1, 1], [1, 0], [2]);
    const answer = solve(problem);
    expect(flawOf(problem, answer)).toBeUndefined();
    expect(answer).toMatchObject({ chosen: Uint8Array.of(0, 1) });
  });

  test('refuses numbers that would not stay exact, and takes those just below', () => {
    const most = Math.floor(Number.MAX_SAFE_INTEGER / 22);
    const of = (worth: number) => problemOf([[[0, worth]]], [1], [0], [1]);
    expect(totalOf(of(most), solve(of(most)))).toBe(most);
    expect(() => solve(of(most + 1))).toThrow(
      expect.objectContaining({
        code: 'TOO_LARGE_TO_STAY_EXACT',
        message: expect.stringContaining(`exact up to ${Number.MAX_SAFE_INTEGER}`),
      }),
    );
  });

  test('says the same again', () => {
    const problem = assign100();
    expect(solve(problem)).toEqual(solve(problem));
  });
});

function assign100(): AssignmentProblem {
  const file = new URL('../../../../instances/orlib-assign100.json', import.meta.url);
  const { participants, mentors, pairs } = problemSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    starts: Int32Array.from({ length: participants.length + 1 }, (_, row) => row * mentors.length),
    column: Int32Array.from(pairs.mentor),
    worth: Int32Array.from(pairs.score),
    demand: new Int32Array(participants.length).fill(1),
    optional: new Uint8Array(participants.length),
    capacity: new Int32Array(mentors.length).fill(1),
  };
}
