import { expect, test } from 'vitest';
import type { Relaxations } from '#solver/contract/explore/relaxations.ts';
import { hasThreshold } from '../../../../../web/src/session/policy-edits.ts';
import {
  exceptionWords,
  neededWords,
  profileWords,
  relaxingsOf,
  sharedRegion,
  shortGroupWords,
} from '../../../../../web/src/screens/bench/questions/shortage-words.ts';
import { shippedPolicy } from '../../../../support/web/policy.ts';

const nameOf = (id: string) => id.toUpperCase();

test('a shortage names who shares whom, and how many places would be needed', () => {
  const group = { participants: ['a', 'b', 'c'], mentors: ['x', 'y'], missing: 1, sentence: '' };
  expect(shortGroupWords(group, nameOf)).toBe('These 3 share 2 possible mentors (X and Y): A, B and C.');
  const place = { mentor: 'x', matched: 1, score: 5 };
  const shortage = {
    format: 'mile-shortage/1' as const,
    unmatched: 2,
    groups: [group],
    oneMore: [],
    places: [place, place, { ...place, mentor: 'y' }],
    quotas: null,
    sentence: '',
  };
  expect(neededWords(shortage, nameOf)).toBe('3 more places would be needed, at best with X (2) and Y.');
  expect(neededWords({ ...shortage, places: [] }, nameOf)).toContain('would not help');
});

test('a group whose people live in one region is named after it', () => {
  const group = { participants: ['a', 'b'], mentors: ['x'] };
  const regionOf = (id: string) => (id < 'c' ? 'North' : 'South');
  expect(shortGroupWords(group, nameOf, sharedRegion(group, regionOf))).toBe(
    'These 2 in North share 1 possible mentor (X): A and B.',
  );
  expect(sharedRegion({ participants: ['a', 'c'] }, regionOf)).toBeUndefined();
  expect(sharedRegion({ participants: ['a'] }, () => '')).toBeUndefined();
});

test('a profile says whom it would match', () => {
  const profile = {
    region: { id: 'n', label: 'North' },
    place: null,
    type: { id: 'a', label: 'Academic library' },
    topics: [],
    gain: { matched: 1, score: 5 },
    leastGain: { matched: 1, score: 5 },
    participant: 'kai',
    sentence: '',
  };
  expect(profileWords(profile, nameOf)).toBe(
    'One more like North, Academic library would match 1 more: KAI.',
  );
});

test('a relaxation promises what its policy then has, from the smallest to the one that matches most', () => {
  const policy = shippedPolicy();
  const rule = policy.rules.find(hasThreshold);
  if (!rule) throw new Error('the policy has a rule with a threshold');
  const step = { score: 0, pairs: [], sentence: '' };
  const found: Relaxations = {
    format: 'mile-relaxations/1',
    participants: [],
    mentors: [],
    matched: 22,
    unmatched: 2,
    partial: false,
    sentence: '',
    exceptions: null,
    rules: [
      {
        rule: rule.id,
        label: rule.label,
        threshold: rule.threshold,
        steps: [
          { ...step, threshold: 95, matched: 23, unmatched: 1, moved: ['a'] },
          { ...step, threshold: null, matched: 24, unmatched: 0, moved: ['a', 'b', 'c'] },
        ],
      },
    ],
  };
  const [small, most] = relaxingsOf(found, { policy, unitOf: () => 'km' });
  expect(small?.sentence).toBe(
    `Relaxing “${rule.label}” from ${rule.threshold} to 95 km matches 1 more; 1 participant changes.`,
  );
  expect(small?.policy.rules.find(({ id }) => id === rule.id)).toMatchObject({ threshold: 95, on: rule.on });
  expect(most?.sentence).toBe(`Switching “${rule.label}” off matches all; 3 participants change.`);
  expect(most?.policy.rules.find(({ id }) => id === rule.id)).toMatchObject({ on: false });
  expect(exceptionWords(found, nameOf)).toBeUndefined();
});
