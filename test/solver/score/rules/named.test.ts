import { expect, test } from 'vitest';
import { refuse } from '../../../support/score/judge.ts';

const rule = { kind: 'named', participantFields: ['avoid'], mentorFields: ['avoid'] };
const ines = { name: 'Inés Ruiz', email: 'ines@example.org', employer: 'Lake College' };
const marta = { name: 'Marta Berg', email: 'marta@example.org', employer: 'The Hill Library' };

test.each([
  [['marta berg'], false],
  [['Berg, Marta'], false],
  [['MARTA@EXAMPLE.ORG'], false],
  [['Hill Library'], false],
  [['Somebody', 'Hill Library Inc.'], false],
  [['Marta'], true],
  [['marta@example.com'], true],
  [['Lake College'], true],
  [['Ines Ruiz'], true],
])('a participant who names %j: allowed %s', (avoid, allowed) => {
  expect(refuse(rule, { ...ines, avoid }, marta) === 'allowed').toBe(allowed);
});

test('the mentor’s list counts as well', () => {
  expect(refuse(rule, ines, { ...marta, avoid: ['Ines Ruiz'] })).not.toBe('allowed');
  expect(refuse(rule, ines, { ...marta, avoid: ['Lake College'] })).not.toBe('allowed');
  expect(refuse({ ...rule, mentorFields: [] }, ines, { ...marta, avoid: ['Ines Ruiz'] })).toBe('allowed');
});

test('the reason does not say who named whom', () => {
  const byParticipant = refuse(rule, { ...ines, avoid: ['Marta Berg'] }, marta);
  expect(byParticipant).toBe('One of the two names the other, or the other\'s employer, under "Avoid".');
  expect(refuse(rule, ines, { ...marta, avoid: ['Ines Ruiz'] })).toBe(byParticipant);
});
