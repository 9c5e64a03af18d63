import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byEdges } from '#solver/engines/flow/assignment/answer.ts';
import { assign, assignMost } from '#solver/engines/flow/assignment/assign.ts';
import { assignByParts } from '#solver/engines/flow/assignment/by-parts.ts';
import { hallViolator } from '#solver/engines/flow/assignment/hall.ts';
import { assignMostPlainly } from '#solver/engines/flow/assignment/plain.ts';
import { unitRows } from '#solver/engines/flow/assignment/units.ts';
import { arbitraryProblem, problemOf } from '../../../../support/assignment/arbitrary-problem.ts';
import { flawOfMost, mandatory, raised } from '../../../../support/assignment/most.ts';
import { totalOf } from '../../../../support/assignment/proof.ts';

test('where not everybody can be matched, the two parts together are the best of the largest assignments', () => {
  const seen = { apart: 0, severalUnits: 0, severalPlaces: 0, idle: 0 };
  fc.assert(
    fc.property(arbitraryProblem(12), (drawn) => {
      const problem = mandatory(drawn);
      const rowOf = unitRows(problem);
      const violator = hallViolator(problem, rowOf, new Int32Array(rowOf.length).fill(-1));
      if (!violator) return;
      const found = assignByParts(problem, violator, assign);
      expect(flawOfMost(problem, found)).toBeUndefined();
      expect(totalOf(raised(problem), byEdges(problem, found))).toBe(
        totalOf(raised(problem), assign(raised(problem))),
      );
      seen.apart += 1;
      if (problem.demand.some((units) => units > 1)) seen.severalUnits += 1;
      if (problem.capacity.some((places) => places > 1)) seen.severalPlaces += 1;
      if (problem.demand.some((units) => units === 0)) seen.idle += 1;
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
});

test('a few wanted columns and hundreds of rows that have to stay alone', () => {
  const [rows, columns] = [1500, 1500];
  // Rows know columns near a place that most of them share, so that a third at most can be matched.
  const lists = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 12 }, (_, step) => (row % 400) + ((row * 7 + step * step) % 60))
      .filter((column, place, all) => all.indexOf(column) === place)
      .sort((a, b) => a - b)
      .map((column) => [column, (1 + ((row * 7919) % 997)) * (1 + ((column * 31) % 89))] as const),
  );
  const one = (count: number) => new Array<number>(count).fill(1);
  const doubles = problemOf(lists, one(rows), new Array<number>(rows).fill(0), one(columns));
  const problem = { ...doubles, worth: Int32Array.from(doubles.worth) };
  const found = assignMost(problem);
  expect(found.mate.filter((column) => column < 0).length).toBeGreaterThan(1000);
  expect(flawOfMost(problem, found)).toBeUndefined();
  expect(totalOf(raised(problem), byEdges(problem, found))).toBe(
    totalOf(raised(problem), byEdges(problem, assignMostPlainly(problem))),
  );
});
