import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cohort } from '#solver/contract/cohort.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { compileCohort, measureOf, ruleOf } from '#solver/score/compile.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { hasBit } from '#solver/score/features/bits.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { sweepCandidates } from '#solver/score/sweep/by-candidates.ts';
import { sweepRows } from '#solver/score/sweep/by-rows.ts';
import type { RuleSet } from '#solver/score/sweep/rules.ts';
import { wholeWeights } from '#solver/score/weights.ts';
import { EVERY_CRITERION, EVERY_RULE, anyCohort } from '../../support/score/anybody.ts';
import { GUILD, guildCohort, guildPolicy } from '../../support/score/guild.ts';

const switches = fc.array(
  fc.nat({ max: 2 }).map((third) => third === 0),
  { minLength: EVERY_RULE.length, maxLength: EVERY_RULE.length },
);
const weights = fc.array(fc.nat({ max: 100 }), {
  minLength: EVERY_CRITERION.length,
  maxLength: EVERY_CRITERION.length,
});

/** The people of several small cohorts in one, so that rows reach beyond one word of bits. */
const manyPeople: fc.Arbitrary<Cohort> = fc
  .array(anyCohort, { minLength: 9, maxLength: 14 })
  .map((cohorts) => {
    const answers = (side: 'participants' | 'mentors') =>
      cohorts.flatMap((cohort) => cohort[side].map(({ values }) => values));
    return guildCohort(answers('participants'), answers('mentors'));
  });

/** Leaves about one pair in 250. */
const ALL_AGREED = {
  id: 'all',
  label: 'All agreed',
  on: true,
  kind: 'agreed',
  fields: [
    { side: 'participant', field: 'agrees' },
    { side: 'participant', field: 'nearby' },
    { side: 'participant', field: 'originWish' },
    { side: 'mentor', field: 'agrees' },
  ],
};

function ruleSet(compiled: CompiledCohort, { rules }: Policy): RuleSet {
  return {
    participants: compiled.participantNodes.length,
    mentors: compiled.mentorNodes.length,
    rules: rules.map((rule) => ({ rule, compiled: ruleOf(compiled, rule) })),
  };
}

function switched(on: readonly boolean[]): Policy {
  return guildPolicy({ rules: EVERY_RULE.map((rule, index) => ({ ...rule, on: on[index] })) });
}

test('candidates of any rule and rows of bits find the same pairs and the same effects', () => {
  const seen = { swept: 0, pairs: 0, wide: 0, leftByChosen: 0 };
  fc.assert(
    fc.property(manyPeople, switches, (cohort, on) => {
      const set = ruleSet(compileCohort(cohort, GUILD), switched(on));
      const expected = sweepRows(set);
      set.rules.forEach((chosen, index) => {
        if (!chosen.rule.on || chosen.compiled.scope.kind !== 'classes') return;
        const candidates = set.participants * set.mentors - chosen.compiled.removes();
        expect(sweepCandidates(set, { chosen, candidates })).toEqual(expected);
        const { participantsLeft = [], mentorsLeft = [] } = expected.effects[index] ?? {};
        seen.swept += 1;
        seen.leftByChosen += participantsLeft.length + mentorsLeft.length;
      });
      seen.pairs += expected.mentor.length;
      seen.wide += Number(set.mentors > 32);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(seen.swept, seen.pairs, seen.leftByChosen)).toBeGreaterThan(100);
  expect(seen.wide).toBeGreaterThan(15);
});

test('every rule tells the same of a pair, of a row and in its count', () => {
  let blocked = 0;
  fc.assert(
    fc.property(manyPeople, (cohort) => {
      const { participants, mentors, rules } = ruleSet(
        compileCohort(cohort, GUILD),
        switched(EVERY_RULE.map(() => false)),
      );
      for (const { compiled } of rules) {
        let count = 0;
        for (let participant = 0; participant < participants; participant += 1) {
          const row = compiled.row(participant);
          for (let mentor = 0; mentor < mentors; mentor += 1) {
            expect(hasBit(row, mentor)).toBe(compiled.blocks(participant, mentor));
            count += Number(hasBit(row, mentor));
          }
        }
        expect(compiled.removes()).toBe(count);
        blocked += count;
      }
    }),
    { numRuns: 15 },
  );
  expect(blocked).toBeGreaterThan(1000);
});

test('a large cohort in which a rule prunes has the problem that trying every pair gives', () => {
  let sparse = 0;
  let pairs = 0;
  fc.assert(
    fc.property(manyPeople, weights, (cohort, tenths) => {
      const policy = guildPolicy({
        criteria: EVERY_CRITERION.map((criterion, index) => ({
          ...criterion,
          weight: (tenths[index] as number) / 10,
        })),
        rules: [ALL_AGREED, EVERY_RULE[0], EVERY_RULE[5], { ...EVERY_RULE[6], on: false }],
      });
      const compiled = compileCohort(cohort, GUILD);
      const { problem, possiblePairs, rules } = scoreCohort(compiled, policy);
      const listed = Array.from(problem.pairs.score).map((score, pair) => [
        problem.pairs.participant[pair],
        problem.pairs.mentor[pair],
        score,
      ]);
      expect(listed).toEqual(everyPair(compiled, policy));
      sparse += Number((rules[0]?.removes ?? 0) * 32 > possiblePairs * 31);
      pairs += listed.length;
    }),
    { numRuns: 60 },
  );
  expect(pairs).toBeGreaterThan(100);
  expect(sparse).toBeGreaterThan(20);
});

test('scores corrected after weights moved are those that a new start gives', () => {
  let moved = 0;
  fc.assert(
    fc.property(
      anyCohort,
      switches,
      fc.array(weights, { minLength: 4, maxLength: 6 }),
      (cohort, on, rounds) => {
        const compiled = compileCohort(cohort, GUILD);
        const policy = switched(on);
        let before = rounds[0] as number[];
        for (const [round, next] of rounds.entries()) {
          // Mostly one weight moves, now and then all do.
          before =
            round % 3 === 2 ? next : before.map((weight, k) => (k === round ? (next[k] as number) : weight));
          const criteria = EVERY_CRITERION.map((criterion, k) => ({
            ...criterion,
            weight: (before[k] as number) / 10,
          }));
          const now = { ...policy, criteria: guildPolicy({ criteria }).criteria };
          const { problem } = scoreCohort(compiled, now);
          expect(problem).toEqual(scoreCohort(compileCohort(cohort, GUILD), now).problem);
          expect(Array.from(problem.pairs.score)).toEqual(
            everyPair(compiled, now).map(([, , score]) => score),
          );
          moved += problem.pairs.score.length;
        }
      },
    ),
    { numRuns: 80 },
  );
  expect(moved).toBeGreaterThan(500);
});

/** The definition: rule by rule, pair by pair, criterion by criterion. */
function everyPair(compiled: CompiledCohort, { rules, criteria }: Policy): number[][] {
  const { multipliers } = wholeWeights(criteria);
  const conditions = rules.filter(({ on }) => on).map((rule) => ruleOf(compiled, rule));
  const measures = criteria.map((criterion) => measureOf(compiled, criterion));
  return compiled.participantNodes.flatMap((_, p) =>
    compiled.mentorNodes.flatMap((__, m) => {
      if (conditions.some((rule) => rule.blocks(p, m))) return [];
      return [
        [p, m, measures.reduce((sum, measure, k) => sum + (multipliers[k] as number) * measure.at(p, m), 0)],
      ];
    }),
  );
}
