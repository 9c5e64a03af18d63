import { expect, test } from 'vitest';
import { refuse } from '../../../support/score/judge.ts';

const rule = {
  kind: 'wish',
  participantField: 'craft',
  mentorField: 'craft',
  wishField: 'craftWish',
  same: 'same',
  different: 'other',
};

test.each([
  ['same', 'wood', 'wood', true],
  ['same', 'wood', 'iron', false],
  ['other', 'wood', 'wood', false],
  ['other', 'wood', 'iron', true],
  ['any', 'wood', 'wood', true],
  ['any', 'wood', 'iron', true],
])('a wish for %s from %s to %s: %s', (craftWish, mine, theirs, allowed) => {
  expect(refuse(rule, { craft: mine, craftWish }, { craft: theirs }) === 'allowed').toBe(allowed);
});

test('who did not answer is not excluded', () => {
  expect(refuse(rule, { craft: 'wood' }, { craft: 'iron' })).toBe('allowed');
  expect(refuse(rule, { craftWish: 'same' }, { craft: 'iron' })).toBe('allowed');
  expect(refuse(rule, { craft: 'wood', craftWish: 'same' }, {})).toBe('allowed');
});

test('the reason gives the wish', () => {
  expect(refuse(rule, { craft: 'wood', craftWish: 'same' }, { craft: 'iron' })).toBe(
    '"Craft" of the master is IRON, and the apprentice asked for the same.',
  );
});

test('a wish that the list does not offer is refused', () => {
  expect(() => refuse({ ...rule, same: 'equal' }, {}, {})).toThrow(/does not offer "equal"/);
});
