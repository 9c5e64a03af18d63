import { expect, test } from 'vitest';
import type { Journey } from '../../../../../web/src/screens/bench/map/journeys.ts';
import { tileMap } from '../../../../../web/src/screens/bench/map/tiles.ts';

const region = (label: string) => ({ key: label, label, demand: 0, supply: 0, unmatched: [] });
const journey = (key: string, regions: [string, string], changed = false): Journey => ({
  key,
  participant: `p${key}`,
  mentor: `m${key}`,
  km: undefined,
  from: undefined,
  to: undefined,
  regions,
  changed,
});

test('pairs count within a tile or between two, whichever way they go', () => {
  const map = tileMap(['Academic', 'Public', 'School', 'Special', 'Other'].map(region), [
    journey('1', ['Public', 'Public']),
    journey('2', ['Public', 'School'], true),
    journey('3', ['School', 'Public']),
    journey('4', ['Other', 'Academic']),
  ]);
  expect([map.columns, map.rows]).toEqual([3, 2]);
  expect(map.tiles.map(({ label, column, row, within }) => [label, column, row, within])).toEqual([
    ['Academic', 0, 0, 0],
    ['Public', 1, 0, 1],
    ['School', 2, 0, 0],
    ['Special', 0, 1, 0],
    ['Other', 1, 1, 0],
  ]);
  expect(map.links.map(({ key, pairs, changed }) => [key, pairs, changed])).toEqual([
    ['Public – School', 2, 1],
    ['Academic – Other', 1, 0],
  ]);
});

test('no region is an empty map; a pair with a region that has no tile is left out', () => {
  expect(tileMap([], [])).toEqual({ tiles: [], links: [], columns: 1, rows: 0 });
  expect(tileMap([region('Public')], [journey('1', ['Public', 'Nowhere'])]).links).toEqual([]);
});
