import { expect, test } from 'vitest';
import type { Replay } from '#solver/contract/api/replay.ts';
import { replayWords } from '../../../../web/src/screens/record/replay-words.ts';

const told = (change: Partial<Replay>) =>
  replayWords({ verdict: 'identical', differences: [], fromPeople: true, otherVersions: [], ...change });

test('what came of making a set once more is said in words', () => {
  expect(told({})).toBe(
    'Made once more: the same pairs and the same proof. It began with the applications and the weights.',
  );
  expect(told({ verdict: 'differs', differences: ['pairs', 'proof'] })).toContain(
    'not the same. Different: who is paired with whom and the proof.',
  );
  const other = told({ otherVersions: [{ of: 'mile-match', saved: '0.1.0', now: '0.2.0' }] });
  expect(other).toContain('It was made with other versions (mile-match 0.1.0, now 0.2.0).');
  expect(told({ verdict: 'not-searched' })).toBe(
    'This set was not found by a search, so there is none to do again. Check it instead.',
  );
});
