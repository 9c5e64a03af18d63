import { expect, test } from 'vitest';
import { fitDots, fitsWords } from '../../../../../web/src/screens/bench/list/fit-strip.ts';
import { withWeight } from '../../../../../web/src/session/policy-edits.ts';
import { matchOf, pairOf } from '../../../../support/web/matching.ts';
import { shippedPolicy } from '../../../../support/web/policy.ts';

const shipped = shippedPolicy();
const [first] = shipped.criteria;
if (!first) throw new Error('the policy has criteria');
const nothing = shipped.criteria.reduce((policy, { id }) => withWeight(policy, id, 0), shipped);
const policy = withWeight(nothing, first.id, 5);
const match = {
  ...matchOf([]),
  pairs: [pairOf('ana', 'olga', [712]), pairOf('kai', 'jun', [410]), pairOf('ines', 'pia', [1000])],
};
const nameOf = (id: string) => id.toUpperCase();

test('a dot for each pair at its fit, and the weakest by name', () => {
  const dots = fitDots({ match, policy }, nameOf);
  expect(dots.map(({ label, value }) => [label, value])).toEqual([
    ['ANA → OLGA', 71.2],
    ['KAI → JUN', 41],
    ['INES → PIA', 100],
  ]);
  expect(fitsWords(dots)).toBe('3 pairs: half of them fit 71.2 or better, the weakest 41.0 (KAI → JUN).');
});

test('where nothing matters nothing is drawn', () => {
  expect(fitDots({ match, policy: nothing }, nameOf)).toEqual([]);
});
