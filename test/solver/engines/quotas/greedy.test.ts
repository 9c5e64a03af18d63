import { describe, expect, it } from 'vitest';
import { greedyChoice } from '#solver/engines/quotas/greedy.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { isFeasible } from '#solver/program/choice.ts';
import { smallProblem } from '../../../support/random-problem.ts';

describe('pairs taken in the order of their worth', () => {
  it('keep all maxima and caps, and leave out only pairs that no longer fit', () => {
    let seen = 0;
    for (let seed = 0; seed < 2_000; seed += 1) {
      const { program: whole } = canonicalProblem(smallProblem(seed));
      const idle = (limits: { max: Int32Array }) => ({ min: limits.max.map(() => 0), max: limits.max });
      const program = {
        ...whole,
        participants: idle(whole.participants),
        mentors: idle(whole.mentors),
        rows: whole.rows.map((row) => ({ ...row, lower: -Infinity })),
      };
      const pinned = Uint8Array.from(program.fixed, (fixed) => (fixed === 1 ? 1 : 0));
      if (program.rows.length === 0 || !isFeasible(program, pinned)) continue;
      if (program.rows.some(({ coefficients }) => coefficients.some((value) => value < 0))) continue;
      const x = greedyChoice(program, program.objective);
      expect({ seed, isKept: isFeasible(program, x) }).toEqual({ seed, isKept: true });
      for (const [pair, value] of x.entries()) {
        if (value === 1 || program.fixed[pair] === 0) continue;
        const more = x.slice();
        more[pair] = 1;
        expect({ seed, pair, fits: isFeasible(program, more) }).toEqual({ seed, pair, fits: false });
      }
      seen += 1;
    }
    expect(seen).toBeGreaterThan(100);
  });
});
