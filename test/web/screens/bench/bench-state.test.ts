import { expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { api } from '../../../../web/src/api/client.ts';
import { BenchState } from '../../../../web/src/screens/bench/bench-state.svelte.ts';
import { matchOf } from '../../../support/web/matching.ts';
import { shippedPolicy } from '../../../support/web/policy.ts';

const policy = shippedPolicy();
const programme = shippedProgramme('minnesota');
if (!programme) throw new Error('The Minnesota programme is missing.');

const cohort: CohortDetail = {
  id: 'cohort-1',
  name: 'Spring',
  programme: programme.id,
  programmeVersion: 1,
  version: 1,
  participants: 1,
  mentors: 2,
  matchSets: 0,
  matchedPairs: null,
  openProposals: 0,
  publishedVersion: null,
  adoptedUnpublished: 0,
  createdAt: '2026-03-01T00:00:00.000Z',
  participantPeople: [],
  mentorPeople: [],
  absentPeople: [],
  blind: { cohort: false, yours: false },
  policy,
  policyVersion: 1,
};
const olga = matchOf([['ana', 'olga']]);
const pia = matchOf([['ana', 'pia']]);

function benchOf(...matches: readonly (typeof olga)[]): BenchState {
  const bench = new BenchState({
    reader: null,
    ontold: () => undefined,
    service: api,
    cohort,
    programme: programme as never,
    sets: [],
    mayReadComments: true,
    maySweep: true,
  });
  for (const match of matches) bench.baselines.rememberFirst({ policy, match });
  return bench;
}

test('the first match is what later ones are compared with', () => {
  expect(benchOf(olga, pia).baseline?.pairs).toBe(olga.pairs);
});

test('a match of no weights gives way to the first one with weights, which stays', () => {
  const nothing = { ...olga, allWeightsZero: true };
  expect(benchOf(nothing).baseline).toMatchObject({ pairs: olga.pairs, name: 'the match when you came' });
  const bench = benchOf(nothing, pia, olga);
  expect(bench.baseline).toMatchObject({ pairs: pia.pairs, name: 'the first match with weights' });
  expect(bench.baselines.firstName).toBe('the first match with weights');
});
