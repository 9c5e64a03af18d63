import { describe, expect, it } from 'vitest';
import { mentorProfilesSchema } from '#solver/contract/explore/mentor-profiles.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { mentorProfiles } from '#solver/explore/shortage/mentor-profiles.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { solve } from '#solver/solve.ts';
import { shipped } from '../../support/imports.ts';

const engines = await loadEngines();
const programme = shipped('minnesota');
/** Fits of free texts depend on who else wrote: without them a cohort with one mentor more scores the others as before. */
const policy: Policy = {
  ...programme.policy,
  criteria: programme.policy.criteria.filter(({ kind }) => kind !== 'text'),
};
const never = () => undefined;

function bestOf(cohort: Cohort) {
  const { problem } = scoreCohort(compileCohort(cohort, programme), policy);
  const pure: Problem = { ...problem, quotas: [], levels: ['matched', 'score'] };
  const outcome = solve(pure, { engines, engine: 'highs' });
  if (outcome.status !== 'optimal') throw new Error('HiGHS solves a small cohort');
  return outcome;
}

describe('one more mentor of a profile', () => {
  it('gives what matching with such a mentor gives, by another engine; no topic adds to it', () => {
    const seen = { pairs: 0, score: 0 };
    for (const [seed, mentors] of [
      [1, 8],
      [2, 14],
    ] as const) {
      const cohort = simulateCohort({ programme, participants: 12, mentors, seed });
      const before = bestOf(cohort);
      const answer = mentorProfilesSchema.parse(
        mentorProfiles(compileCohort(cohort, programme), policy, { most: 1_000 }, never),
      );
      expect(answer.count).toBe(12 * 8);
      const gains = answer.profiles.map(({ gain }) => gain.matched * 1e9 + gain.score);
      expect(gains).toEqual([...gains].sort((a, b) => b - a));
      for (const { region, place, type, topics, gain, participant } of answer.profiles.filter(
        (_, at) => at % 12 === 0,
      )) {
        const valued = (offered: readonly string[]) => {
          const values = {
            email: 'new@example.org',
            county: place?.id as string,
            libraryType: type?.id as string,
            consent: true,
            ...(offered.length > 0 && { expertise: [...offered] }),
          };
          const after = bestOf({ ...cohort, mentors: [...cohort.mentors, { id: 'new', values }] });
          return {
            matched: after.matched - before.matched,
            score: after.score - before.score,
          };
        };
        expect(region).not.toBeNull();
        const told = topics.map(({ id }) => id);
        expect({ seed, gain }).toEqual({ seed, gain: valued(told) });
        expect(participant === null).toBe(gain.matched === 0 && gain.score === 0);
        const other = programme.lists.topics?.options.slice(seed, seed + 3).map(({ id }) => id) ?? [];
        const lesser = valued(other);
        expect(lesser.matched * 1e9 + lesser.score).toBeLessThanOrEqual(gain.matched * 1e9 + gain.score);
        seen[gain.matched > 0 ? 'pairs' : 'score'] += 1;
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(3);
  });

  it('tells the topics that were asked for, and the place of the region that gives least', () => {
    const cohort = simulateCohort({ programme, participants: 20, mentors: 12, seed: 5 });
    const compiled = compileCohort(cohort, programme);
    const [topic] = programme.lists.topics?.options ?? [];
    const { profiles } = mentorProfiles(
      compiled,
      policy,
      { topics: [topic?.id as string], most: 1_000 },
      never,
    );
    for (const { topics, gain, leastGain } of profiles) {
      expect(topics.map(({ id }) => id)).toEqual([topic?.id]);
      expect(leastGain.matched * 1e9 + leastGain.score).toBeLessThanOrEqual(gain.matched * 1e9 + gain.score);
    }
    expect(() => mentorProfiles(compiled, policy, { topics: ['none'], most: 1 }, never)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });
});
