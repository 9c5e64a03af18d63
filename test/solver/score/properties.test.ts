import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criterionSchema } from '#solver/contract/policy/criteria.ts';
import { explanationSchema } from '#solver/contract/matching.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { compileCohort, ruleOf } from '#solver/score/compile.ts';
import { explainPair } from '#solver/score/explain.ts';
import { pairIndex } from '#solver/score/pairs.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { EVERY_CRITERION, EVERY_RULE, anyCohort } from '../../support/score/anybody.ts';
import { GUILD, guildPolicy } from '../../support/score/guild.ts';

const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 11, maxLength: 11 });
/** A third of the rules is on: with more, hardly a pair of a small cohort is left to compare. */
const switches = fc.array(
  fc.nat({ max: 2 }).map((third) => third === 0),
  { minLength: 10, maxLength: 10 },
);
const quotas = [
  {
    id: 'q1',
    label: 'Q',
    sense: 'at-least',
    amount: { unit: 'percent', value: 20 },
    where: [{ kind: 'equal', participantField: 'craft', mentorField: 'craft', equal: false }],
  },
];

const anyPolicy: fc.Arbitrary<Policy> = fc.tuple(weights, switches).map(([tenths, on]) =>
  guildPolicy({
    criteria: EVERY_CRITERION.map((criterion, index) => ({
      ...criterion,
      weight: (tenths[index] as number) / 10,
    })),
    rules: EVERY_RULE.map((rule, index) => ({ ...rule, on: on[index] })),
    quotas,
  }),
);

test('a criterion of every kind is exercised', () => {
  const kinds = EVERY_CRITERION.map((criterion) => criterionSchema.parse(criterion).kind);
  expect(new Set(kinds).size).toBe(criterionSchema.options.length);
});

test('the order of the people does not matter', () => {
  let reordered = 0;
  let allowed = 0;
  const shuffled = anyCohort.chain((cohort) =>
    fc.record({
      cohort: fc.constant(cohort),
      participants: shuffle(cohort.participants),
      mentors: shuffle(cohort.mentors),
    }),
  );
  fc.assert(
    fc.property(shuffled, anyPolicy, ({ cohort, participants, mentors }, policy) => {
      const other: Cohort = { ...cohort, participants, mentors };
      const expected = scoreCohort(compileCohort(cohort, GUILD), policy);
      expect(scoreCohort(compileCohort(other, GUILD), policy)).toEqual(expected);
      reordered += Number(JSON.stringify(other) !== JSON.stringify(cohort));
      allowed += expected.allowedPairs;
    }),
    { numRuns: 200 },
  );
  expect(reordered).toBeGreaterThan(100);
  expect(allowed).toBeGreaterThan(200);
});

test('explanations agree with the scores, contributions sum to the fit, and every sentence says something', () => {
  const seen = { allowed: 0, blocked: 0, missing: 0 };
  fc.assert(
    fc.property(anyCohort, anyPolicy, (cohort, policy) => {
      const compiled = compileCohort(cohort, GUILD);
      const { pairs, weights: whole } = scoreCohort(compiled, policy);
      for (const [p, { id: participant }] of compiled.participantNodes.entries()) {
        for (const [m, { id: mentor }] of compiled.mentorNodes.entries()) {
          const explanation = explanationSchema.parse(explainPair(compiled, policy, participant, mentor));
          const { contributions, blockedBy } = explanation;
          const pair = pairIndex(pairs, p, m);
          expect(explanation.allowed).toBe(pair >= 0);
          expect(blockedBy.length === 0).toBe(explanation.allowed);
          const score = contributions.reduce(
            (sum, { points }, k) => sum + points * (whole.multipliers[k] as number),
            0,
          );
          if (pair >= 0) expect(pairs.score[pair]).toBe(score);
          const earned = contributions.reduce((sum, contribution) => sum + contribution.earned, 0);
          const lost = contributions.reduce((sum, contribution) => sum + contribution.lost, 0);
          expect(Math.abs(earned - explanation.fit)).toBeLessThan(0.01);
          expect(Math.abs(earned + lost - (whole.total === 0 ? 0 : 100))).toBeLessThan(0.02);
          for (const { sentence } of [...contributions, ...blockedBy])
            expect(sentence).toMatch(/^\S.{8,}\.$/u);
          for (const { missing, sentence } of contributions) {
            if (missing) expect(sentence).toContain('counted as');
            seen.missing += Number(missing);
          }
          seen.allowed += Number(pair >= 0);
          seen.blocked += Number(pair < 0);
        }
      }
    }),
    { numRuns: 120 },
  );
  expect(Math.min(seen.allowed, seen.blocked, seen.missing)).toBeGreaterThan(100);
});

test('what a rule is said to do is what switching it does', () => {
  const seen = { alone: 0, nobody: 0, off: 0 };
  fc.assert(
    fc.property(anyCohort, anyPolicy, (cohort, policy) => {
      const compiled = compileCohort(cohort, GUILD);
      const { rules: effects } = scoreCohort(compiled, policy);
      for (const [index, effect] of effects.entries()) {
        const rule = policy.rules[index] as Policy['rules'][number];
        const rest = policy.rules.filter((other) => other.on && other.id !== rule.id);
        const [without, withIt, alone] = [rest, [...rest, rule], [rule]].map((rules) =>
          allowedBy(compiled, rules),
        );
        const possible = compiled.participantNodes.length * compiled.mentorNodes.length;
        expect(effect.removes).toBe(possible - (alone as string[][]).length);
        expect(effect.removesAlone).toBe((without as string[][]).length - (withIt as string[][]).length);
        const left = new Set((withIt as string[][]).flat());
        const expected = new Set((without as string[][]).flat().filter((id) => !left.has(id)));
        expect(new Set(effect.leavesNobody)).toEqual(expected);
        seen.alone += effect.removesAlone;
        seen.nobody += effect.leavesNobody.length;
        seen.off += Number(!rule.on && effect.removes > 0);
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(seen.alone, seen.nobody, seen.off)).toBeGreaterThan(50);
});

function shuffle<T>(things: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...things], { minLength: things.length });
}

/** The ids of the pairs that these rules allow, rule by rule and pair by pair. */
function allowedBy(compiled: ReturnType<typeof compileCohort>, rules: Policy['rules']): string[][] {
  return compiled.participantNodes.flatMap((participant, p) =>
    compiled.mentorNodes.flatMap((mentor, m) => {
      const refused = rules.some((rule) => ruleOf(compiled, rule).blocks(p, m));
      return refused ? [] : [[participant.id, mentor.id]];
    }),
  );
}
