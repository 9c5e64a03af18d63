import { expect, test } from 'vitest';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { distanceKm, drawnAt, homesFrom } from '../../../../../web/src/screens/bench/map/homes.ts';

const programme = {
  ...(shippedProgramme('minnesota') as Programme),
  geography: {
    placeLabel: 'County',
    systems: [],
    places: [
      { id: 'west', label: 'West', latitude: 45, longitude: -94 },
      { id: 'east', label: 'East', latitude: 46, longitude: -94 },
    ].map((place) => ({ ...place, synonyms: [], population: 0, regions: {}, neighbours: [] })),
    postcodes: { '55401': { latitude: 45.5, longitude: -94, place: 'west' } },
  },
};
const homeOf = homesFrom(programme, 'participant');

test('a postcode is finer than a place, with or without its addition, and tells the place that was not named', () => {
  for (const zip of ['55401', ' 55401 ', '55401-1234'])
    expect(homeOf({ values: { zip } })).toEqual({ postcode: [-94, 45.5], place: [-94, 45] });
  expect(homeOf({ values: { county: 'east', zip: '55401' } }).place).toEqual([-94, 46]);
  expect(drawnAt(homeOf({ values: { county: 'east', zip: '55401' } }))).toEqual([-94, 45.5]);
  expect(drawnAt(homeOf({ values: { county: 'east' } }))).toEqual([-94, 46]);
});

test('whoever named nothing, or what nobody knows, is nowhere', () => {
  expect(drawnAt(homeOf({ values: {} }))).toBeUndefined();
  expect(drawnAt(homeOf({ values: { county: 'atlantis' } }))).toBeUndefined();
  for (const zip of ['00000', 'constructor']) expect(drawnAt(homeOf({ values: { zip } }))).toBeUndefined();
});

test('a degree along a meridian is a 360th of the way around the Earth', () => {
  const [west, east] = [homeOf({ values: { county: 'west' } }), homeOf({ values: { county: 'east' } })];
  // 2 π · 6371.0088 km / 360
  expect(distanceKm(west, east)).toBeCloseTo(111.195, 3);
  expect(distanceKm(west, west)).toBe(0);
});

test('distances count from postcodes only where both are known', () => {
  const [fine, coarse] = [homeOf({ values: { zip: '55401' } }), homeOf({ values: { county: 'east' } })];
  expect(distanceKm(fine, fine)).toBe(0);
  expect(distanceKm(fine, coarse)).toBeCloseTo(111.195, 3);
  expect(distanceKm(fine, homeOf({ values: {} }))).toBeUndefined();
});
