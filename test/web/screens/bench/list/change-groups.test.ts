import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeGroups } from '../../../../../web/src/screens/bench/list/change-groups.ts';
import { effectWords, groupWords } from '../../../../../web/src/screens/bench/list/group-words.ts';
import { pairOf } from '../../../../support/web/matching.ts';

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** A match as the mentor of each person; 7 and more stand for nobody. */
const matches = fc.shuffledSubarray([...Array(12).keys()], { minLength: 7, maxLength: 7 });
const pairsOf = (mentors: readonly number[]) =>
  PEOPLE.flatMap((person, at) => {
    const mentor = mentors[at] ?? 9;
    return mentor < 9 ? [pairOf(person, `m${mentor}`, [mentor * 10 + at])] : [];
  });
const fitOf = ({ points: [fit] }: { points: readonly number[] }) => fit;
const total = (pairs: ReturnType<typeof pairsOf>) => pairs.reduce((sum, pair) => sum + (fitOf(pair) ?? 0), 0);

test('check 28: groups share nobody, hold everybody who changed, and their gains sum to the whole difference', () => {
  let several = 0;
  fc.assert(
    fc.property(matches, matches, (before, after) => {
      const [first, second] = [pairsOf(before), pairsOf(after)];
      const groups = changeGroups({ pairs: first, fitOf }, { pairs: second, fitOf });
      if (groups.length > 1) several += 1;
      const people = groups.flatMap(({ participants }) => participants);
      const changed = PEOPLE.filter((_, at) => Math.min(before[at] ?? 9, 9) !== Math.min(after[at] ?? 9, 9));
      expect(people.toSorted()).toEqual(changed);
      expect(groups.reduce((sum, { points }) => sum + (points ?? NaN), 0)).toBe(total(second) - total(first));
      expect(groups.reduce((sum, { matched }) => sum + matched, 0)).toBe(second.length - first.length);
    }),
  );
  expect(several).toBeGreaterThan(10);
});

test('what a group brings is said in points and pairs', () => {
  expect(effectWords({ matched: 0, points: -22 })).toBe('costs 22 points');
  expect(effectWords({ matched: 0, points: 1 })).toBe('gains 1 point');
  expect(effectWords({ matched: -1, points: 3 })).toBe('1 pair fewer, gains 3 points');
  expect(effectWords({ matched: 0, points: 0.01 })).toBe('the same in total');
  expect(effectWords({ matched: 0, points: undefined })).toBe('fits of then not known');
  const group = { participants: ['ben', 'eli'], left: ['eli'], matched: -1, points: -60 };
  expect(groupWords(group, { at: 1, of: 1 }, (id) => id)).toBe(
    '2 people, 1 pair fewer, costs 60 points; eli left without a mentor',
  );
});
