import { expect, test } from 'vitest';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { explainPair } from '#solver/score/explain.ts';
import { scoreCohort } from '#solver/score/score.ts';

const programme = shippedProgramme('minnesota') as Programme;

/** One participant, ana@x.org, and mentors with these addresses; nobody names an employer. */
function withMentors(...emails: string[]) {
  const answers = { consent: true, years: 20 };
  const cohort = {
    format: 'mile-cohort/1' as const,
    programme: programme.id,
    participants: [{ id: 'p0', values: { ...answers, name: 'Ana Berg', email: 'ana@x.org' } }],
    mentors: emails.map((email, index) => ({ id: `m${index}`, values: { ...answers, name: 'A', email } })),
  };
  return compileCohort(cohort, programme);
}

test('nobody is paired with herself, however she writes her address', () => {
  const compiled = withMentors('ANA@x.org', 'a.na@x.org', 'bo@x.org');
  const { problem, rules } = scoreCohort(compiled, programme.policy);
  expect(Array.from(problem.pairs.mentor)).toEqual([1, 2]);
  expect(rules.find(({ id }) => id === 'same-person')).toMatchObject({ removes: 1, removesAlone: 1 });
});

test('who is alone on both sides stays without a mentor and reads why', () => {
  const compiled = withMentors('ANA@x.org');
  const { allowedPairs, rules } = scoreCohort(compiled, programme.policy);
  expect(allowedPairs).toBe(0);
  expect(rules.find(({ id }) => id === 'same-person')?.leavesNobody).toEqual(['p0', 'm0']);
  expect(explainPair(compiled, programme.policy, 'p0', 'm0')).toMatchObject({
    blockedBy: [{ rule: 'same-person', label: 'Not the same person' }],
  });
});
