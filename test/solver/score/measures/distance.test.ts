import { expect, test } from 'vitest';
import { EARTH_RADIUS_KM, haversineKm, pointAt } from '#solver/score/features/distances.ts';
import { judge } from '../../../support/score/judge.ts';

/** One degree of the equator, in kilometres. */
const DEGREE_KM = (EARTH_RADIUS_KM * Math.PI) / 180;
const criterion = {
  kind: 'distance',
  participantField: 'town',
  mentorField: 'town',
  participantPostcodeField: 'code',
  mentorPostcodeField: 'code',
  halfDistanceKm: DEGREE_KM,
  whenMissing: 500,
};

test('great-circle distances agree with known ones', () => {
  const minneapolis = pointAt({ latitude: 44.9778, longitude: -93.265 });
  const duluth = pointAt({ latitude: 46.7867, longitude: -92.1005 });
  expect(haversineKm(minneapolis, duluth)).toBeCloseTo(220.1, 0);
  expect(haversineKm(minneapolis, minneapolis)).toBe(0);
  expect(
    haversineKm(pointAt({ latitude: 0, longitude: 0 }), pointAt({ latitude: 0, longitude: 180 })),
  ).toBeCloseTo(EARTH_RADIUS_KM * Math.PI, 6);
});

test('points halve at every half-distance', () => {
  const points = (town: string) => judge(criterion, { town: 'a' }, { town }).points;
  expect([points('a'), points('b'), points('c'), points('d')]).toEqual([1000, 500, 250, 1]);
});

test('the postcodes count where both are known, in any writing', () => {
  expect(judge(criterion, { town: 'a', code: 'a1' }, { town: 'd', code: 'C1-99' }).points).toBe(500);
});

test('with one known postcode the towns count', () => {
  expect(judge(criterion, { town: 'a', code: 'A1' }, { town: 'c', code: 'nowhere' }).points).toBe(250);
});

test('a postcode stands in for a town that was left open', () => {
  expect(judge(criterion, { code: 'A1' }, { town: 'b' }).points).toBe(500);
});

test('the sentence gives the kilometres', () => {
  expect(judge({ ...criterion, halfDistanceKm: 80 }, { town: 'a' }, { town: 'b' }).sentence).toBe(
    'About 111 km apart; at 80 km half the points are left.',
  );
});

test('without a place it is missing', () => {
  expect(judge(criterion, { town: 'a' }, {})).toEqual({
    points: 500,
    missing: true,
    sentence: 'No answer to "Town" from the master: counted as neutral.',
  });
});
