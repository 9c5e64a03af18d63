import { expect, it } from 'vitest';
import { check, shipped, tableOf } from '../../support/imports.ts';

const minnesota = shipped('minnesota');
const mentor = (...headers: string[]) =>
  check(tableOf(['Name', 'Email', ...headers], ['Ana', 'ana@example.org', ...headers.map(() => '')]), {
    side: 'mentor',
  });
const unheld = ({ preview }: ReturnType<typeof check>) =>
  preview.problems.filter(({ code }) => code === 'FIELD_WITHOUT_COLUMN');
const messageOf = (found: ReturnType<typeof check>, field: string) =>
  unheld(found).find((problem) => problem.field === field)?.message;

it('a field that the policy reads and no column holds is noted, once, with what reads it', () => {
  const found = mentor('County');
  expect(messageOf(found, 'years')).toBe(
    'No column holds "Years of professional experience", which the rule "Mentor has enough experience" and the criterion "Experience gap" read: nobody\'s answer will count.',
  );
  expect(messageOf(found, 'mileYear')).toBe(
    'No column holds "MILE class year", which the rule "Past participants wait" reads: nobody\'s answer will count.',
  );
  const fields = unheld(found).map(({ field }) => field);
  expect(new Set(fields).size).toBe(fields.length);
  expect(fields).not.toContain('county');
  expect(unheld(found).every(({ severity }) => severity === 'note')).toBe(true);
  expect(found.preview.ready).toBe(true);
});

it('where no answer counts as no, it says that nobody can be matched', () => {
  expect(messageOf(mentor(), 'consent')).toContain('so nobody of this file can be matched');
  expect(messageOf(mentor('Consent'), 'consent')).toBeUndefined();
});

it('what nothing reads is not missed: phone, and what is switched off or weighs nothing', () => {
  expect(messageOf(mentor(), 'phone')).toBeUndefined();
  expect(messageOf(mentor(), 'kickoff')).toBeUndefined();
  const { policy } = minnesota;
  const criteria = policy.criteria.map((criterion) => ({ ...criterion, weight: 0 }));
  const rules = policy.rules.map((rule) => ({ ...rule, on: false }));
  const programme = { ...minnesota, policy: { ...policy, criteria, rules } };
  expect(unheld(check(tableOf(['Email'], ['ana@example.org']), { programme }))).toEqual([]);
});

it('answers of an earlier import are there, so nothing is missed', () => {
  const { applications: existing } = mentor('County');
  const before = existing.map((person) => ({ ...person, values: { ...person.values, years: 7 } }));
  const again = check(tableOf(['Email'], ['ana@example.org']), { side: 'mentor', existing: before });
  expect(messageOf(again, 'years')).toBeUndefined();
  expect(messageOf(again, 'expertise')).toBeDefined();
});
