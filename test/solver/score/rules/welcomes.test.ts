import { expect, test } from 'vitest';
import { refuse } from '../../../support/score/judge.ts';

const rule = { kind: 'welcomes', participantFields: ['craft', 'nextCraft'], mentorField: 'welcome' };

test('one of the participant’s answers must be welcome', () => {
  expect(refuse(rule, { craft: 'wood', nextCraft: 'clay' }, { welcome: ['clay', 'glass'] })).toBe('allowed');
  expect(refuse(rule, { craft: 'wood', nextCraft: 'iron' }, { welcome: ['clay', 'glass'] })).toBe(
    'For "Craft" and "Next craft", the master welcomes only CLAY and GLASS.',
  );
  expect(refuse(rule, { craft: 'wood' }, { welcome: ['clay'] })).not.toBe('allowed');
});

test('who names nothing welcomes all, and who did not answer is welcome', () => {
  expect(refuse(rule, { craft: 'wood' }, {})).toBe('allowed');
  expect(refuse(rule, { craft: 'wood' }, { welcome: [] })).toBe('allowed');
  expect(refuse(rule, {}, { welcome: ['clay'] })).toBe('allowed');
});
