import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeGroups } from '../../../web/src/session/change-groups.ts';
import { effectWords, groupTitle } from '../../../web/src/session/group-words.ts';
import { pairOf } from '../../support/web/matching.ts';

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** A match as the mentor of each person; 7 and more stand for nobody. */
const matches = fc.shuffledSubarray([...Array(12).keys()], { minLength: 7, maxLength: 7 });
const pairsOf = (mentors: readonly number[]) =>
  PEOPLE.flatMap((person, at) => {
    const mentor = mentors[at] ?? 9;
    return mentor < 9 ? [pairOf(person, `m${mentor}`, [mentor * 10 + at])] : [];
  });
/** The other way round than ids, so that names decide. */
const nameOf = (id: string) => String.fromCharCode('a'.charCodeAt(0) + 'z'.charCodeAt(0) - id.charCodeAt(0));
const fitOf = ({ points: [fit] }: { points: readonly number[] }) => fit;
const total = (pairs: ReturnType<typeof pairsOf>) => pairs.reduce((sum, pair) => sum + (fitOf(pair) ?? 0), 0);

test('check 28: groups share nobody, hold everybody who changed, and their gains sum to the whole difference', () => {
  let several = 0;
  fc.assert(
    fc.property(matches, matches, (before, after) => {
      const [first, second] = [pairsOf(before), pairsOf(after)];
      const groups = changeGroups({ pairs: first, fitOf }, { pairs: second, fitOf }, nameOf);
      if (groups.length > 1) several += 1;
      const people = groups.flatMap(({ participants }) => participants);
      const changed = PEOPLE.filter((_, at) => Math.min(before[at] ?? 9, 9) !== Math.min(after[at] ?? 9, 9));
      expect(people.toSorted()).toEqual(changed);
      expect(groups.reduce((sum, { gain }) => sum + (gain ?? NaN), 0)).toBe(
        10 * (total(second) - total(first)),
      );
      expect(groups.reduce((sum, { matched }) => sum + matched, 0)).toBe(second.length - first.length);
    }),
  );
  expect(several).toBeGreaterThan(10);
});

test('what a group brings is said in points and pairs', () => {
  expect(effectWords({ matched: 0, gain: -220 })).toBe('−22.0 points');
  expect(effectWords({ matched: 0, gain: 6 })).toBe('+0.6 points');
  expect(effectWords({ matched: -1, gain: 30 })).toBe('1 pair fewer, +3.0 points');
  expect(effectWords({ matched: 0, gain: 0 })).toBe('±0 points');
  expect(effectWords({ matched: 0, gain: undefined })).toBe('fits of then not known');
  const group = { participants: ['ben', 'eli'], left: ['eli'], matched: -1, gain: -600 };
  expect(groupTitle(group, 0, (id) => id)).toBe(
    'Group 1: 2 participants, 1 pair fewer, −60.0 points; eli left without a mentor',
  );
});
