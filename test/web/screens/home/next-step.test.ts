import { expect, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { nextStep } from '../../../../web/src/screens/home/next-step.ts';

const decided: Omit<CohortSummary, 'participants' | 'mentors'> = {
  id: 'cohort-1',
  name: '2027',
  programme: 'minnesota',
  programmeVersion: 1,
  version: 1,
  matchSets: 2,
  matchedPairs: 20,
  openProposals: 0,
  adoptedUnpublished: 0,
  publishedVersion: null,
  createdAt: '2026-11-28T00:00:00Z',
};
const full: CohortSummary = { ...decided, participants: 20, mentors: 24 };

test('the next step follows people, matches, the committee and what was published', () => {
  const words = (change: Partial<CohortSummary>) => nextStep({ ...full, ...change }).words;
  expect(words({ participants: 0, mentors: 0 })).toBe('Import applications');
  expect(words({ participants: 0, mentors: 0, publishedVersion: 1 })).toBe('See what was published');
  expect(words({ mentors: 0 })).toBe('Import mentors');
  expect(words({ matchSets: 0 })).toBe('Match and save a set');
  expect(words({ matchSets: 1 })).toBe('Try other weights, or propose the set');
  expect(words({})).toBe('Compare 2 sets and propose one');
  expect(words({ openProposals: 1 })).toBe('Decide on 1 proposal');
  expect(words({ openProposals: 1, adoptedUnpublished: 1 })).toBe('Publish what was adopted');
  expect(words({ publishedVersion: 3 })).toBe('Write the letters of version 3');
  expect(words({ publishedVersion: 3, openProposals: 2 })).toBe('Decide on 2 proposals');
});

test('each step leads to where it is done', () => {
  const screen = (change: Partial<CohortSummary>) =>
    nextStep({ ...full, ...change })
      .address.split('/')
      .at(-1);
  expect(screen({ mentors: 0 })).toBe('applications');
  expect(screen({ matchSets: 0 })).toBe('bench');
  expect(screen({ openProposals: 1 })).toBe('decide');
  expect(screen({ publishedVersion: 1 })).toBe('letters');
});
