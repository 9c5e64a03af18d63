import { expect, test } from 'vitest';
import { ruleSchema } from '#solver/contract/policy/rules.ts';
import { compileCohort, ruleOf } from '#solver/score/compile.ts';
import { GUILD, guildCohort } from '../../../support/score/guild.ts';
import { refuse } from '../../../support/score/judge.ts';

const rule = { kind: 'different-text', participantField: 'employer', mentorField: 'employer' };

test.each([
  ['Hill Library', 'Hill Library', false],
  ['The Hill Library, Inc.', '  hill   LIBRARY', false],
  ['Hîll–Library', 'Hill Library LLC', false],
  ['Hill Library', 'Hill Libraries', true],
  ['Books & More', 'Books and More', false],
])('%s and %s: allowed %s', (mine, theirs, allowed) => {
  expect(refuse(rule, { employer: mine }, { employer: theirs }) === 'allowed').toBe(allowed);
});

test('two who did not answer are not the same', () => {
  expect(refuse(rule, {}, {})).toBe('allowed');
  expect(refuse(rule, { employer: ' ' }, { employer: '...' })).toBe('allowed');
});

test('the reason names the shared value', () => {
  expect(refuse(rule, { employer: 'Hill Library' }, { employer: 'hill library' })).toBe(
    '"Employer" is the same for both (Hill Library).',
  );
});

test.each([
  ['ana@x.org', ' ANA@x.org', false],
  ['a.b@x.org', 'A.B@X.org', false],
  ['a.b@x.org', 'ab@x.org', true],
  ['a_b@x.org', 'a-b@x.org', true],
  ['ana@x.org', 'ana@xo.rg', true],
  ['ana@x.org', '', true],
])('the e-mail addresses %s and %s: allowed %s', (mine, theirs, allowed) => {
  const emails = { ...rule, participantField: 'email', mentorField: 'email' };
  expect(refuse(emails, { email: mine }, { email: theirs }) === 'allowed').toBe(allowed);
});

test('of many with one text, every one is refused', () => {
  const people = Array.from({ length: 5 }, (_, index) => ({ employer: index === 3 ? 'Lake' : 'Hill' }));
  const condition = ruleOf(
    compileCohort(guildCohort([{ employer: 'hill' }], people), GUILD),
    ruleSchema.parse({ id: 'r', label: 'R', on: true, ...rule }),
  );
  expect([...condition.row(0)]).toEqual([0b10111]);
});
