import { describe, expect, it } from 'vitest';
import {
  assignmentParts,
  assignParts,
  matchingByAssignment,
} from '#solver/engines/flow/matching-by-assignment.ts';
import { networkOf } from '#solver/engines/flow/network.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { seededRandom, smallProblem } from '../../../support/random-problem.ts';

describe('a network read as an assignment', () => {
  it('serves whatever its edges are worth: the parts of one network answer as if they were made anew', () => {
    let answered = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const network = networkOf(canonicalProblem(smallProblem(seed)).program);
      const parts = assignmentParts(network);
      const random = seededRandom(seed);
      for (let draw = 0; parts && draw < 3; draw += 1) {
        const other = { ...network, worth: network.worth.map(() => Math.floor(random() * 41) - 10) };
        const again = assignParts(other, parts);
        expect({ seed, ...again }).toEqual({ seed, ...matchingByAssignment(other) });
        if (again) answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(100);
  });
});
