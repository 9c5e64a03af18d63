import { expect, test } from 'vitest';
import { policySchema } from '#solver/contract/policy/policy.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { AIMS, aimOf } from '../../../../../web/src/screens/bench/rules/aims.ts';
import {
  proposalsFor,
  quotaFrom,
  whereWords,
} from '../../../../../web/src/screens/bench/rules/quota-words.ts';
import { withLevels, withoutQuota, withQuota } from '../../../../../web/src/session/policy-edits.ts';

const programme = shippedProgramme('minnesota');
if (!programme) throw new Error('The Minnesota programme is missing.');
const { policy } = programme;

test('the quotas that ship are told as sentences without ids', () => {
  const words = policy.quotas.map(({ where }) => whereWords(where, programme));
  expect(words).toEqual(['cross library type', 'have a participant in one of 11 regions']);
});

test('whatever can be added is a quota that a policy may hold, once for each sentence', () => {
  const proposals = proposalsFor(programme);
  expect(proposals.length).toBeGreaterThan(5);
  expect(new Set(proposals.map(({ words }) => words)).size).toBe(proposals.length);
  let grown = policy;
  for (const proposal of proposals) grown = withQuota(grown, quotaFrom(proposal, grown.quotas));
  expect(policySchema.parse(grown).quotas).toHaveLength(policy.quotas.length + proposals.length);
  const [first] = policy.quotas;
  expect(withoutQuota(grown, first?.id ?? '').quotas).toHaveLength(grown.quotas.length - 1);
});

test('each aim is one that a policy may have, and is told again from its levels', () => {
  for (const name of ['total', 'weakest', 'even'] as const) {
    const aimed = policySchema.parse(withLevels(policy, [...AIMS[name].levels]));
    expect(aimOf(aimed.levels)).toBe(name);
  }
  expect(aimOf(['score'])).toBeUndefined();
});
