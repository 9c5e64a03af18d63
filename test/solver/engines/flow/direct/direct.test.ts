import { describe, expect, it } from 'vitest';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { DEFAULT_LEVELS } from '#solver/contract/problem.ts';
import { verify } from '#solver/certify/verify.ts';
import { directMatch } from '#solver/engines/flow/direct/direct.ts';
import { maximiseByFlow } from '#solver/engines/flow/maximise.ts';
import { tieRule } from '#solver/engines/flow/tie-rule.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import type { CanonicalProblem } from '#solver/program/canonical.ts';
import { choiceInProgram } from '#solver/program/from-input.ts';
import { climb } from '#solver/program/climb.ts';
import type { Climb } from '#solver/program/climb.ts';
import { tellClimb } from '#solver/program/tell.ts';
import { randomProblem } from '../../../../support/random-problem.ts';
import { reordered } from '../../../../support/reordered.ts';

function told(problem: Problem, canonical: CanonicalProblem, reached: Climb): MatchedOutcome {
  const outcome = tellClimb(problem, canonical, reached, () => undefined);
  return {
    ...outcome,
    engine: 'flow',
    timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
  } as MatchedOutcome;
}

/** Without minima, pins and quotas; some or all cannot be matched, mentors or participants take several. */
function direct(seed: number, side: number): Problem {
  const problem = randomProblem(seed, {
    participants: 1 + (seed % side),
    mentors: 1 + ((seed * 7) % side),
    density: [0.15, 0.5, 0.95][seed % 3] as number,
    bestScore: [1, 4, 1000][seed % 3] as number,
    capacity: 1 + (seed % 3),
    quotas: 0,
    minima: 0,
    pins: 0,
    levels: [...DEFAULT_LEVELS],
  });
  const alone = (nodes: Problem['participants']) =>
    nodes.map((node) => ({ ...node, max: Math.min(1, node.max) }));
  return seed % 2 === 0
    ? { ...problem, participants: alone(problem.participants) }
    : { ...problem, mentors: alone(problem.mentors) };
}

describe('the direct way', () => {
  it.each([
    [8, 1_200],
    [40, 300],
  ])(
    'gives the match of the climb level by level, with proofs that the checker accepts: up to %i a side',
    (side, count) => {
      const seen = { direct: 0, everybody: 0, notEverybody: 0, several: 0, withBaseline: 0 };
      for (let seed = 0; seed < count; seed += 1) {
        const problem = seed % 5 === 0 ? reordered(direct(seed, side), seed) : direct(seed, side);
        const canonical = canonicalProblem(problem);
        const baseline =
          seed % 4 === 0
            ? choiceInProgram(
                canonical,
                problem.participants.map((_, at) => [at, at % problem.mentors.length]),
              )
            : undefined;
        const hints = { ties: tieRule(canonical.lots), baseline };
        const short = directMatch(problem, canonical, hints);
        if (!short) continue;
        const long = climb(canonical.program, problem.levels, maximiseByFlow, hints);
        const [one, other] = [told(problem, canonical, short), told(problem, canonical, long)];
        expect({ seed, pairs: one.pairs, score: one.score }).toEqual({
          seed,
          pairs: other.pairs,
          score: other.score,
        });
        for (const outcome of [one, other])
          expect({ seed, ...verify(problem, outcome) }).toMatchObject({ seed, proven: true, reason: null });
        seen.direct += 1;
        const wanted = problem.participants.reduce((sum, { max }) => sum + max, 0);
        seen[one.matched === wanted ? 'everybody' : 'notEverybody'] += 1;
        if (problem.participants.some(({ max }) => max > 1)) seen.several += 1;
        if (baseline) seen.withBaseline += 1;
      }
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(count / 30);
    },
  );

  it('leaves other problems alone', () => {
    const problem = direct(2, 8);
    const asked = (changed: Partial<Problem>) => {
      const canonical = canonicalProblem({ ...problem, ...changed });
      return directMatch({ ...problem, ...changed }, canonical, { ties: tieRule(canonical.lots) });
    };
    expect(asked({})?.kind).toBe('reached');
    expect(asked({ levels: ['score'] })).toBeUndefined();
    expect(asked({ levels: ['matched', 'weakest', 'score'] })).toBeUndefined();
    expect(asked({ pinned: [0] })).toBeUndefined();
    const [first, ...others] = problem.mentors;
    expect(asked({ mentors: [{ id: first?.id ?? '', min: 1, max: 1 }, ...others] })).toBeUndefined();
  });
});
