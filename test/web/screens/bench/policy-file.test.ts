import { expect, test } from 'vitest';
import { readPolicyFile, writePolicyFile } from '../../../../web/src/screens/bench/policy-file.ts';
import { withForbid, withPin } from '../../../../web/src/session/policy-edits.ts';
import { shippedPolicy, weighed } from '../../../support/web/policy.ts';

const tuned = withForbid(
  withPin(weighed(shippedPolicy(), [30, 17]), { participant: 'ana', mentor: 'olga' }),
  { participant: 'kai', mentor: 'olga' },
);

test('what was saved is what is loaded: weights, rules, pins and forbids', async () => {
  const text = await writePolicyFile(tuned).text();
  expect(readPolicyFile(text, tuned.programme)).toEqual(tuned);
  expect(readPolicyFile(`\uFEFF${text}`, tuned.programme)).toEqual(tuned);
  expect(text.split('\n').length).toBeGreaterThan(20);
});

test('what a file may leave out is filled in', () => {
  const { format, programme, criteria, rules } = tuned;
  const short = JSON.stringify({ format, programme, criteria, rules });
  expect(readPolicyFile(short, programme)).toMatchObject({
    quotas: [],
    pins: [],
    forbids: [],
    levels: ['matched', 'score'],
  });
});

test.each(['', 'Name,Email\nAna,ana@example.org', 'null', '[]', '{"format":"mile-problem/1"}', '7'])(
  'the text %j is no policy file, and the sentence says so',
  (text) => {
    expect(() => readPolicyFile(text, 'minnesota')).toThrow(/not a policy file/);
  },
);

test('a policy of another programme is refused by name', () => {
  const other = JSON.stringify({ ...tuned, programme: 'civil-service' });
  expect(() => readPolicyFile(other, 'minnesota')).toThrow(/"civil-service".*"minnesota"/);
});
