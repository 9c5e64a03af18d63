import { describe, expect, test } from 'vitest';
import { refuse } from '../../../support/score/judge.ts';

const rule = { kind: 'max-distance', participantField: 'town', mentorField: 'town', threshold: 112 };
const unless = {
  ...rule,
  unlessBothAccept: { participantField: 'days', mentorField: 'days', option: 'mon' },
};

test('as far as the threshold is allowed', () => {
  expect(refuse(rule, { town: 'a' }, { town: 'b' })).toBe('allowed');
  expect(refuse({ ...rule, threshold: 111 }, { town: 'a' }, { town: 'b' })).toBe(
    'About 111 km apart, which is more than 111 km.',
  );
  expect(refuse(rule, { town: 'a' }, { town: 'c' })).toBe('About 222 km apart, which is more than 112 km.');
});

test('farther is allowed where both accept the other way', () => {
  const far = (mine: string[], theirs: string[]) =>
    refuse(unless, { town: 'a', days: mine }, { town: 'c', days: theirs });
  expect(far(['mon', 'tue'], ['mon'])).toBe('allowed');
  expect(far(['mon'], ['tue'])).toContain('not both chose "MON"');
  expect(far(['tue'], ['mon'])).not.toBe('allowed');
  expect(far([], [])).not.toBe('allowed');
});

test('an unknown place excludes nobody', () => {
  expect(refuse(rule, { town: 'a' }, {})).toBe('allowed');
});

test('a way that the list does not offer is refused', () => {
  const unlessBothAccept = { participantField: 'days', mentorField: 'days', option: 'sun' };
  expect(() => refuse({ ...rule, unlessBothAccept }, {}, {})).toThrow(/does not offer "sun"/);
});

describe('how far people would travel', () => {
  const limited = { ...rule, threshold: 150, participantLimitField: 'years', mentorLimitField: 'years' };
  const meet = (mine: number | undefined, theirs: number | undefined, from = 'a') =>
    refuse(
      limited,
      { town: from, ...(mine === undefined ? {} : { years: mine }) },
      { town: 'b', ...(theirs === undefined ? {} : { years: theirs }) },
    );

  test('together they must come to each other', () => {
    expect(meet(60, 60)).toBe('allowed');
    expect(meet(112, 0)).toBe('allowed');
    expect(meet(60, 50)).toBe('About 111 km apart, but together they would travel at most 110 km.');
    expect(meet(0, 0, 'b')).toBe('allowed');
  });

  test('who did not say excludes nobody', () => {
    expect(meet(undefined, 0)).toBe('allowed');
    expect(meet(0, undefined)).toBe('allowed');
    expect(refuse(limited, { years: 0 }, { town: 'b', years: 0 })).toBe('allowed');
  });

  test('is no way around the threshold', () => {
    expect(meet(1000, 1000, 'd')).toMatch(/which is more than 150 km\.$/u);
  });

  test('does not matter where both accept the other way', () => {
    const way = { unlessBothAccept: { participantField: 'days', mentorField: 'days', option: 'mon' } };
    const far = (days: string[]) =>
      refuse({ ...limited, ...way }, { town: 'a', years: 0, days: ['mon'] }, { town: 'b', years: 10, days });
    expect(far(['mon'])).toBe('allowed');
    expect(far(['tue'])).toBe(
      'About 111 km apart, but together they would travel at most 10 km, and not both chose "MON".',
    );
  });

  test('is asked on both sides or on neither', () => {
    expect(() => refuse({ ...rule, mentorLimitField: 'years' }, {}, {})).toThrow(/both sides or of neither/);
  });
});
