import { describe, expect, test } from 'vitest';
import { criterionSchema } from '#solver/contract/policy/criteria.ts';
import { ruleSchema } from '#solver/contract/policy/rules.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import { SHIPPED_PROGRAMMES } from '#solver/contract/programme/shipped.ts';
import { identified } from '../../../../web/src/screens/programmes/comparable-fields.ts';
import { criterionOffers } from '../../../../web/src/screens/programmes/criterion-offers.ts';
import { ruleOffers } from '../../../../web/src/screens/programmes/rule-offers.ts';

describe.each(SHIPPED_PROGRAMMES.map((programme) => [programme.id, programme] as const))(
  '%s',
  (_, programme) => {
    test('everything that is proposed is a criterion or rule that the programme can have', () => {
      const criteria = criterionOffers(programme).map((one) => identified(one, []));
      const rules = ruleOffers(programme).map((one) => identified(one, []));
      expect(criteria.length).toBeGreaterThan(3);
      expect(rules.length).toBeGreaterThan(3);
      for (const criterion of criteria) {
        criterionSchema.parse(criterion);
        programmeSchema.parse({ ...programme, policy: { ...programme.policy, criteria: [criterion] } });
      }
      for (const rule of rules) {
        ruleSchema.parse(rule);
        programmeSchema.parse({ ...programme, policy: { ...programme.policy, rules: [rule] } });
      }
    });

    test('what the programme came with could be made again', () => {
      const offered = new Set(criterionOffers(programme).map(({ kind }) => kind));
      expect(programme.policy.criteria.filter(({ kind }) => !offered.has(kind))).toEqual([]);
      const rules = new Set(ruleOffers(programme).map(({ kind }) => kind));
      expect(programme.policy.rules.filter(({ kind }) => !rules.has(kind))).toEqual([]);
    });

    test('confidential answers are proposed only for those who asked for it', () => {
      const confidential = programme.mentor.fields.filter((field) => field.confidential).map(({ id }) => id);
      const reading = criterionOffers(programme).filter((criterion) =>
        confidential.some((id) => JSON.stringify(criterion).includes(`"${id}"`)),
      );
      for (const criterion of reading) expect(criterion.kind).toBe('opt-in');
    });
  },
);

test('a second one of the same name has an id of its own', () => {
  const [programme] = SHIPPED_PROGRAMMES;
  const [first] = programme ? criterionOffers(programme) : [];
  if (!first) throw new Error('nothing is proposed');
  const one = identified(first, []);
  expect(identified(first, [one]).id).not.toBe(one.id);
});
