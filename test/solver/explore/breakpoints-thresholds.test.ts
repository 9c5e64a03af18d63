import { describe, expect, test } from 'vitest';
import { thresholdsSchema } from '#solver/contract/explore/thresholds.ts';
import type { Thresholds } from '#solver/contract/explore/thresholds.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { thresholdsOf } from '#solver/explore/breakpoints/thresholds.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { solve } from '#solver/solve.ts';
import { GUILD, guildCohort, guildPolicy } from '../../support/score/guild.ts';
import { seededRandom } from '../../support/random-problem.ts';

const engines = await loadEngines();
const resolve = (problem: Problem): Outcome => solve(problem, { engines, engine: 'auto' });

const RULES = {
  far: {
    kind: 'max-distance',
    participantField: 'town',
    mentorField: 'town',
    threshold: 300,
    unlessBothAccept: { participantField: 'days', mentorField: 'days', option: 'mon' },
  },
  years: { kind: 'minimum', side: 'mentor', field: 'years', threshold: 5 },
  since: { kind: 'wait', side: 'mentor', field: 'since', threshold: 1 },
};
type RuleId = keyof typeof RULES;
const RULE_IDS = Object.keys(RULES) as RuleId[];

function cohortOf(seed: number) {
  const random = seededRandom(seed + 77);
  const one = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value;
  const person = () => ({
    town: one(['a', 'b', 'c', 'd', 'e']),
    days: one([['mon'], ['tue'], ['wed', 'tue']]),
    ...(random() < 0.85 ? { years: Math.floor(random() * 12) } : {}),
    ...(random() < 0.7 ? { since: 2020 + Math.floor(random() * 7) } : {}),
  });
  const count = () => 2 + Math.floor(random() * 6);
  return guildCohort(Array.from({ length: count() }, person), Array.from({ length: count() }, person));
}

function policyOf(seed: number): Policy {
  return guildPolicy({
    criteria: [
      {
        id: 'gap',
        label: 'Gap',
        kind: 'gap',
        participantField: 'years',
        mentorField: 'years',
        idealMin: 3,
        idealMax: 5,
        fade: 9,
        weight: 1,
      },
    ],
    rules: RULE_IDS.map((id) => ({ id, label: id, on: true, ...RULES[id] })),
    levels: seed % 3 === 0 ? ['matched', 'weakest', 'score'] : ['matched', 'score'],
  });
}

function withThreshold(policy: Policy, id: string, threshold: number): Policy {
  return {
    ...policy,
    rules: policy.rules.map((rule) => (rule.id === id ? { ...rule, threshold } : rule)) as Policy['rules'],
  };
}

/** The range that holds a threshold. */
function rangeAt({ ranges, sense }: Thresholds, threshold: number) {
  return ranges.find(
    ({ strictest }) =>
      strictest === null || (sense === 'most' ? threshold >= strictest : threshold <= strictest),
  );
}

describe('thresholds of a rule', () => {
  test.each(RULE_IDS)('%s: at every threshold a whole solve gives what its range says', (id) => {
    const seen = { tried: 0, changes: 0 };
    for (let seed = 0; seed < 40; seed += 1) {
      const compiled = compileCohort(cohortOf(seed), GUILD);
      const policy = policyOf(seed);
      const answer = thresholdsSchema.parse(thresholdsOf(compiled, policy, id, resolve));
      seen.changes += answer.ranges.length - 1;
      const ends = answer.ranges.flatMap(({ strictest }) => (strictest === null ? [] : [strictest]));
      const step = id === 'far' ? 0.001 : 1;
      const asked = id === 'far' ? [0, 50, 100, 111.2, 160, 500, 1200, 3000] : [0, 1, 2, 4, 6, 8, 11];
      for (const threshold of [
        ...asked,
        ...ends,
        ...ends.map((end) => end - step),
        ...ends.map((end) => end + step),
      ]) {
        if (threshold < 0) continue;
        const { problem } = scoreCohort(compiled, withThreshold(policy, id, threshold));
        const outcome = resolve(problem);
        const range = rangeAt(answer, threshold);
        const at = `seed ${seed} threshold ${threshold}`;
        expect(outcome.status, at).toBe('optimal');
        expect('pairs' in outcome && outcome.pairs, at).toEqual(range?.pairs);
        expect('score' in outcome && outcome.score, at).toBe(range?.score);
        seen.tried += 1;
      }
      for (const [place, { moved, pairs }] of answer.ranges.entries()) {
        if (place === 0) continue;
        expect(moved.length).toBeGreaterThan(0);
        expect(pairs).not.toEqual(answer.ranges[place - 1]?.pairs);
      }
    }
    expect(seen.tried).toBeGreaterThan(250);
    expect(seen.changes).toBeGreaterThan(30);
  });

  test('beyond the threshold that a pin passes nothing is possible', () => {
    const cohort = guildCohort([{ town: 'a' }, { town: 'b' }], [{ town: 'd' }, { town: 'a' }]);
    const policy = guildPolicy({
      rules: [{ id: 'far', label: 'far', on: true, ...RULES.far, threshold: 5000 }],
      pins: [{ participant: 'p00', mentor: 'm00' }],
    });
    const { ranges, sentence } = thresholdsOf(compileCohort(cohort, GUILD), policy, 'far', resolve);
    expect(ranges.at(-1)).toMatchObject({ status: 'impossible', strictest: null, pairs: [] });
    expect(ranges.at(-1)?.loosest).toBeCloseTo(1112, 0);
    expect(sentence).toContain('far: ');
  });

  test('quotas are kept as they are', () => {
    let changes = 0;
    for (let seed = 0; seed < 15; seed += 1) {
      const compiled = compileCohort(cohortOf(seed), GUILD);
      const policy: Policy = {
        ...policyOf(1),
        quotas: guildPolicy({
          quotas: [
            {
              id: 'few',
              label: 'Few',
              on: true,
              where: [{ kind: 'value', side: 'mentor', field: 'town', values: ['a', 'b', 'c'] }],
              sense: 'at-most',
              amount: { unit: 'pairs', value: 1 },
            },
          ],
        }).quotas,
      };
      const answer = thresholdsOf(compiled, policy, 'years', resolve);
      changes += answer.ranges.length - 1;
      for (const threshold of [0, 2, 4, 6, 8]) {
        const outcome = resolve(scoreCohort(compiled, withThreshold(policy, 'years', threshold)).problem);
        expect('score' in outcome && outcome.score).toBe(rangeAt(answer, threshold)?.score);
        expect('matched' in outcome && outcome.matched).toBe(rangeAt(answer, threshold)?.matched);
      }
    }
    expect(changes).toBeGreaterThan(10);
  });

  test('rules without a threshold are refused', () => {
    const compiled = compileCohort(cohortOf(1), GUILD);
    const policy = guildPolicy({
      rules: [
        {
          id: 'same',
          label: 'same',
          on: true,
          kind: 'different-text',
          participantField: 'employer',
          mentorField: 'employer',
        },
      ],
    });
    expect(() => thresholdsOf(compiled, policy, 'same', resolve)).toThrow(/has no threshold/);
    expect(() => thresholdsOf(compiled, policy, 'nothing', resolve)).toThrow(/no rule "nothing"/);
  });
});
