import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign, assignMost } from '#solver/engines/flow/assignment/assign.ts';
import { byEdges } from '#solver/engines/flow/assignment/answer.ts';
import { assignMostPlainly } from '#solver/engines/flow/assignment/plain.ts';
import { webAssembly } from '#solver/engines/web-assembly.ts';
import type { Ends } from '#solver/engines/flow/assignment/problem.ts';
import { arbitraryProblem, problemOf } from '../../../../support/assignment/arbitrary-problem.ts';
import { flawOfMost, mandatory, raised, worthTheirPrices } from '../../../../support/assignment/most.ts';
import { totalOf } from '../../../../support/assignment/proof.ts';

test('matches as many as possible, and of those with most worth, at prices that prove it', () => {
  const seen = { everybody: 0, notAll: 0, severalUnits: 0 };
  fc.assert(
    fc.property(arbitraryProblem(12), (drawn) => {
      const problem = mandatory(drawn);
      const best = totalOf(raised(problem), assign(raised(problem)));
      for (const found of [assignMost(problem), assignMostPlainly(problem)]) {
        expect(flawOfMost(problem, found)).toBeUndefined();
        expect(totalOf(raised(problem), byEdges(problem, found))).toBe(best);
      }
      const { mate } = assignMost(problem);
      seen[mate.every((column) => column >= 0) ? 'everybody' : 'notAll'] += 1;
      if (problem.demand.some((units) => units > 1)) seen.severalUnits += 1;
    }),
    { numRuns: 600 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});

const listed = ({ row, column }: Ends) => ({ row: Array.from(row), column: Array.from(column) });

test('names all edges that are worth their prices, where the kernel works in 32 bits', () => {
  let told = 0;
  fc.assert(
    fc.property(arbitraryProblem(12), (drawn) => {
      const problem = { ...mandatory(drawn), worth: Int32Array.from(drawn.worth, (worth) => worth % 50) };
      const found = assignMost(problem);
      if (!found.tight) return;
      expect(listed(found.tight)).toEqual(worthTheirPrices(problem, found));
      told += 1;
    }),
    { numRuns: 600 },
  );
  expect(told).toBeGreaterThan(webAssembly ? 300 : -1);
});

test.each([
  ['many ties', (row: number, column: number) => 10 * ((row * column + row + 3 * column) % 7)],
  ['nothing but ties', () => 30],
  [
    'all want the same few',
    (row: number, column: number) => (1 + ((row * 7919) % 97)) * (1 + (column % 89) ** 2),
  ],
  ['wide', (row: number, column: number) => (row * 7_368_787 + column * 15_485_863) % 1_000_003],
])('large enough for phases, auctions and longer lists: %s', (_, worth) => {
  for (const [rows, columns, reach] of [
    [160, 160, 160],
    [180, 110, 110],
    [400, 390, 12],
    [400, 250, 12],
    [110, 170, 170],
  ] as const) {
    const lists = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: reach }, (_, step) => (row * 37 + step * step) % columns)
        .filter((column, place, all) => all.indexOf(column) === place)
        .sort((a, b) => a - b)
        .map((column) => [column, worth(row, column)] as const),
    );
    const one = (count: number) => Array.from({ length: count }, () => 1);
    const doubles = problemOf(lists, one(rows), new Array<number>(rows).fill(0), one(columns));
    const problem = { ...doubles, worth: Int32Array.from(doubles.worth) };
    const expected = totalOf(raised(problem), byEdges(problem, assignMostPlainly(problem)));
    const cold = assignMost(problem);
    expect(flawOfMost(problem, cold)).toBeUndefined();
    if (cold.tight) expect(listed(cold.tight)).toEqual(worthTheirPrices(problem, cold));
    expect(totalOf(raised(problem), byEdges(problem, cold))).toBe(expected);
    const warm = assignMost(
      problem,
      cold.columnPrices.map((price) => price + 7),
    );
    expect(flawOfMost(problem, warm)).toBeUndefined();
    expect(totalOf(raised(problem), byEdges(problem, warm))).toBe(expected);
  }
});

test('tells the range of all worths', () => {
  fc.assert(
    fc.property(arbitraryProblem(12), (drawn) => {
      for (const most of [assignMost, assignMostPlainly]) {
        const told: unknown[] = [];
        most({ ...mandatory(drawn), checkRange: (range) => told.push(range) });
        const worth = [0, ...drawn.worth];
        if (worth.length > 1)
          expect(told.at(-1)).toEqual({ least: 0 + Math.min(...worth), most: 0 + Math.max(...worth) });
      }
    }),
    { numRuns: 200 },
  );
});

test('has worths refused before it chooses numbers for them, which these would be too large for', () => {
  const units = 2_200_000;
  const problem = {
    ...problemOf([[[0, 0]]], [units], [0], []),
    worth: Int32Array.of(-(2 ** 31)),
    capacity: new Int32Array(units).fill(1),
  };
  const checkRange = ({ least }: { least: number }) => {
    throw new RangeError(`Nothing below 0, but ${least}`);
  };
  expect(() => assignMost({ ...problem, checkRange })).toThrow('Nothing below 0, but -2147483648');
  if (webAssembly)
    expect(() => assignMost(problem)).toThrow(expect.objectContaining({ code: 'TOO_LARGE_TO_STAY_EXACT' }));
});
