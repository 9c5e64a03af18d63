import { describe, expect, it } from 'vitest';
import { fairnessSchema, FEWEST_IN_CONFIDENCE } from '#solver/contract/explore/fairness.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { fairnessOf } from '#solver/explore/fairness/fairness.ts';
import { refuseInConfidence } from '#solver/explore/fairness/in-confidence.ts';
import { seededRandom } from '../../support/random-problem.ts';

/** Everybody has a possible mentor of their own; the last `unmatched` have none. */
function cohort(people: number, unmatched: number, random: () => number) {
  const nodes = (prefix: string) =>
    Array.from({ length: people }, (_, at) => ({ id: `${prefix}${at}`, min: 0, max: 1 }));
  const matched = Array.from({ length: people - unmatched }, (_, at) => at);
  const problem: Problem = {
    format: 'mile-problem/1',
    participants: nodes('p'),
    mentors: nodes('m'),
    pairs: { participant: matched, mentor: matched, score: matched.map(() => Math.floor(random() * 10_000)) },
    quotas: [],
    pinned: [],
    levels: ['matched', 'score'],
  };
  return { problem, pairs: matched.map((at): [number, number] => [at, at]) };
}

const fitOf = (score: number) => score / 100;

describe('groups by an answer that was given in confidence', () => {
  it('are never few, nor few by subtraction, and tell no figure of one person: 150 cohorts', () => {
    const seen = { joined: 0, nothing: 0, whole: 0, withheld: 0, told: 0 };
    for (let seed = 0; seed < 150; seed += 1) {
      const random = seededRandom(seed);
      const people = 3 + Math.floor(random() * 30);
      const { problem, pairs } = cohort(people, Math.floor(random() * 8), random);
      const labels = problem.participants.map(() => {
        const one = Math.floor(random() * random() * (seed % 3 === 0 ? 2.5 : 7));
        return one === 0 && seed % 3 > 0 ? [] : [`group ${one}`];
      });
      const question = { fitOf, seed: 1 };
      const grouping = { id: 'wish', side: 'participant' as const, isConfidential: true, labels };
      const answer = fairnessSchema.parse(fairnessOf(problem, pairs, { ...question, groupings: [grouping] }));
      const [told] = answer.groupings;
      const open = fairnessOf(problem, pairs, {
        ...question,
        groupings: [{ ...grouping, isConfidential: false }],
      }).groupings[0];
      const groups = told?.groups ?? [];
      expect(told?.isConfidential).toBe(true);
      const sizes = groups.map((group) => group.people);
      expect(Math.min(Infinity, ...sizes)).toBeGreaterThanOrEqual(FEWEST_IN_CONFIDENCE);
      // What is left when all groups are taken away from everybody is nobody, or everybody.
      const left = people - sizes.reduce((sum, size) => sum + size, 0);
      expect([0, people]).toContain(left);
      for (const group of groups) {
        expect([group.median, group.weakest]).toEqual([null, null]);
        if (group.mean !== null) expect(Number.isInteger(group.mean)).toBe(true);
        if (group.matched === null) {
          expect([group.mean, group.matchedGap]).toContain(null);
          seen.withheld += 1;
          continue;
        }
        const unmatched = group.people - group.matched;
        for (const count of [group.matched, unmatched])
          expect(count === 0 || count >= FEWEST_IN_CONFIDENCE).toBe(true);
        seen.told += 1;
        const same = open?.groups.find(({ label }) => label === group.label && label !== null);
        if (same && same.people === group.people) expect(group.matched).toBe(same.matched);
      }
      if (groups.length === 0) seen.nothing += 1;
      else if (groups.length < (open?.groups.length ?? 0)) seen.joined += 1;
      else seen.whole += 1;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(8);
  });

  it('are refused for a match that was made up', () => {
    const grouping = { id: 'wish', side: 'mentor' as const, labels: [] };
    expect(() => refuseInConfidence([{ ...grouping, isConfidential: true }])).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
    expect(() => refuseInConfidence([{ ...grouping, isConfidential: false }])).not.toThrow();
  });
});
