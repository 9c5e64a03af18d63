import { describe, expect, it } from 'vitest';
import { gainWords, pointWords } from '../../../../web/src/parts/fit-words.ts';
import { otherDifferences, weightRows } from '../../../../web/src/screens/compare/policy-differences.ts';
import { shippedPolicy } from '../../../support/web/policy.ts';

const policy = shippedPolicy();

describe('what two policies differ in', () => {
  it('is nothing for the same policy', () => {
    expect(otherDifferences([policy, structuredClone(policy)])).toEqual([]);
    expect(weightRows([policy, policy]).every(({ weights: [one, other] }) => one === other)).toBe(true);
  });

  it('names a rule that was switched off, and other pins even where there are as many', () => {
    const [rule] = policy.rules.filter((one) => one.on);
    const first = { ...policy, pins: [{ participant: 'a', mentor: 'b' }] };
    const second = {
      ...policy,
      rules: policy.rules.map((one) => (one === rule ? { ...one, on: false } : one)),
      pins: [{ participant: 'a', mentor: 'c' }],
    };
    expect(otherDifferences([first, second, first])).toEqual([
      { what: rule?.label, states: ['on', 'off', 'on'] },
      { what: 'Pinned pairs', states: ['1', '1, others', '1'] },
    ]);
  });

  it('says when a rule that stays on has other settings', () => {
    const rules = policy.rules.map((rule) =>
      rule.kind === 'max-distance'
        ? { ...rule, on: true, threshold: rule.threshold + 10 }
        : { ...rule, on: true },
    );
    const on = { ...policy, rules: policy.rules.map((rule) => ({ ...rule, on: true })) };
    expect(otherDifferences([on, { ...policy, rules }]).map(({ states }) => states)).toEqual([
      ['on', 'on, with other settings'],
    ]);
  });

  it('keeps a criterion that only one of them has, without a weight in the other', () => {
    const [gone, ...rest] = policy.criteria;
    const rows = weightRows([policy, { ...policy, criteria: rest }]);
    expect(rows[0]).toEqual({ id: gone?.id, label: gone?.label, weights: [gone?.weight, null] });
    expect(rows).toHaveLength(policy.criteria.length);
  });
});

describe('words of a comparison', () => {
  it('tell a gain from a loss by the sign alone', () => {
    expect([32, -110, 0].map(gainWords)).toEqual(['+3.2', '−11.0', '±0']);
    expect(pointWords(410)).toBe('41.0');
  });
});
