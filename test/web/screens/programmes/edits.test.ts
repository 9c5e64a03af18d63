import { moved } from '../../../../web/src/parts/moved.ts';
import { describe, expect, test } from 'vitest';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { linesOf, newId, withSystems, withoutPlace } from '../../../../web/src/screens/programmes/edits.ts';

const { geography } = shippedProgramme('minnesota') as Programme;

describe('an id', () => {
  test('comes from the words, without accents', () => expect(newId('Réseau d’Été', [])).toBe('reseau-d-ete'));
  test('is like none that is taken', () => expect(newId('Topics', ['topics', 'topics-2'])).toBe('topics-3'));
  test('is found for words without Latin letters', () => expect(newId('図書館', [])).toBe('item'));
});

describe('moving', () => {
  test('one place further', () => expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']));
  test('stays at the ends', () => {
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
});

test('a region that is taken away is named by no place', () => {
  const systems = geography.systems.map((system) => ({
    ...system,
    regions: system.regions.filter(({ id }) => id !== 'MELSA'),
  }));
  const places = withSystems(geography, systems).places;
  const before = geography.places.filter((place) => place.regions.regional === 'MELSA');
  expect(before.length).toBeGreaterThan(3);
  expect(places.some((place) => place.regions.regional === 'MELSA')).toBe(false);
  expect(places.filter((place) => place.regions.regional !== undefined)).toHaveLength(87 - before.length);
});

test('a place that is taken away is no neighbour of another', () => {
  const { places } = withoutPlace(geography, 'aitkin');
  expect(places).toHaveLength(86);
  expect(places.flatMap(({ neighbours }) => neighbours)).not.toContain('aitkin');
});

test('lines lose blanks', () => expect(linesOf(' a \n\n b')).toEqual(['a', 'b']));
