import { expect, test } from 'vitest';
import { refuse } from '../../../support/score/judge.ts';

const rule = { kind: 'same-region', participantField: 'town', mentorField: 'town', system: 'shire' };
const asked = { ...rule, onlyIfField: 'nearby' };

test('one region is allowed, two are not', () => {
  expect(refuse(rule, { town: 'a' }, { town: 'b' })).toBe('allowed');
  expect(refuse(rule, { town: 'a' }, { town: 'c' })).toBe(
    'They are in two regions (Shire): West (Town A) and East (Town C).',
  );
});

test('where it must be asked for, it holds for those who asked', () => {
  expect(refuse(asked, { town: 'a', nearby: true }, { town: 'c' })).toContain('two regions');
  expect(refuse(asked, { town: 'a', nearby: true }, { town: 'b' })).toBe('allowed');
  expect(refuse(asked, { town: 'a', nearby: false }, { town: 'c' })).toBe('allowed');
  expect(refuse(asked, { town: 'a' }, { town: 'c' })).toBe('allowed');
});

test('an unknown town excludes nobody', () => {
  expect(refuse(rule, {}, { town: 'c' })).toBe('allowed');
  expect(refuse(rule, { town: 'c' }, {})).toBe('allowed');
});
