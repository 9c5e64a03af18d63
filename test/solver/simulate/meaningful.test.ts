import { describe, expect, it } from 'vitest';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { PRESETS } from '#solver/contract/presets.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';

const programme = shippedProgramme('minnesota') as Programme;
const { policy } = programme;
/** Simulated people apply on one side only, so this rule has nobody to part. */
const SAME_PERSON = 'same-person';

function mileYear(seed: number) {
  const cohort = simulateCohort({ programme, ...PRESETS.mile, seed });
  return scoreCohort(compileCohort(cohort, programme), policy);
}

function allowedMentors({ problem }: ReturnType<typeof mileYear>): number[] {
  const counts = problem.participants.map(() => 0);
  for (const participant of Array.from(problem.pairs.participant))
    counts[participant] = (counts[participant] ?? 0) + 1;
  return counts;
}

describe('a simulated MILE year under the default policy', () => {
  it('shows every rule at work in the sample that people meet first', () => {
    for (const { id, removes } of mileYear(1).rules) {
      if (id === SAME_PERSON) continue;
      expect(removes, id).toBeGreaterThan(0);
      expect(removes, id).toBeLessThan(PRESETS.mile.participants * PRESETS.mile.mentors * 0.4);
    }
  });

  it('leaves most participants a choice of mentors, in any year', () => {
    let people = 0;
    let withChoice = 0;
    let withNobody = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const counts = allowedMentors(mileYear(seed));
      people += counts.length;
      withChoice += counts.filter((count) => count >= 5).length;
      withNobody += counts.filter((count) => count === 0).length;
    }
    expect(people).toBe(500);
    expect(withChoice / people).toBeGreaterThan(0.75);
    // Somebody without a mentor is part of a real year, but not the rule.
    expect(withNobody / people).toBeLessThan(0.1);
    expect(withNobody).toBeGreaterThan(0);
  });

  it('shows every rule at work over the years', () => {
    const years = Array.from({ length: 20 }, (_, year) => mileYear(year + 1));
    for (const [index, { id }] of policy.rules.entries()) {
      const active = years.filter(({ rules }) => (rules[index]?.removes ?? 0) > 0);
      if (id === SAME_PERSON) {
        expect(active, id).toEqual([]);
        continue;
      }
      expect(active.length, id).toBeGreaterThan(5);
    }
  });

  it.each(policy.criteria.map((criterion) => [criterion.id, criterion] as const))(
    'tells pairs apart by the criterion %s',
    (_, criterion) => {
      const cohort = simulateCohort({ programme, participants: 60, mentors: 60, seed: 4 });
      const alone = { ...policy, rules: [], criteria: [{ ...criterion, weight: 1 }] };
      const scores = Array.from(scoreCohort(compileCohort(cohort, programme), alone).problem.pairs.score);
      expect(scores).toHaveLength(3600);
      expect(new Set(scores).size).toBeGreaterThanOrEqual(3);
      const commonest = Math.max(
        ...[...Map.groupBy(scores, (score) => score).values()].map((same) => same.length),
      );
      expect(commonest / scores.length).toBeLessThan(0.995);
    },
  );
});
