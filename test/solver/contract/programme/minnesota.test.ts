import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { minnesotaGeography } from '../../../support/minnesota-geography.ts';

const { geography } = shippedProgramme('minnesota') as Programme;
const places = new Map(geography.places.map((place) => [place.id, place]));
const table = readFileSync(new URL('../../../instances/minnesota-counties.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((row) => row.split(','));

describe('the counties of Minnesota', () => {
  it('are what county shapes, library systems, census and ZIP centroids give', () => {
    expect(geography).toEqual(minnesotaGeography());
  });

  it('are 87, with the 5,706,494 people of the 2020 census', () => {
    expect(places.size).toBe(87);
    expect(geography.places.reduce((sum, { population }) => sum + population, 0)).toBe(5_706_494);
  });

  it('lie in the library systems of the table, whose labels are all there', () => {
    expect(table).toHaveLength(87);
    for (const [county, multitype, regional] of table) {
      const place = geography.places.find(({ label }) => label === county);
      expect(place?.regions, county).toEqual({ multitype, regional });
    }
    const labelled = geography.systems.map(({ id, regions }) => [id, regions.length]);
    expect(labelled).toEqual([
      ['regional', 12],
      ['multitype', 7],
    ]);
    for (const place of geography.places)
      for (const { id, regions } of geography.systems)
        expect(regions.map((region) => region.id)).toContain(place.regions[id]);
  });

  it('border each other both ways, and all hang together', () => {
    for (const place of geography.places)
      for (const neighbour of place.neighbours)
        expect(places.get(neighbour)?.neighbours, `${place.id} and ${neighbour}`).toContain(place.id);
    const reached = new Set(['hennepin']);
    for (const id of reached) for (const next of places.get(id)?.neighbours ?? []) reached.add(next);
    expect(reached.size).toBe(87);
  });

  it('stand where the atlas has them', () => {
    // Grand Marais, Duluth and Minneapolis lie in these counties; a centroid is within a degree of them.
    expect(places.get('cook')?.longitude).toBeCloseTo(-90.5, 0);
    expect(places.get('st-louis')?.latitude).toBeGreaterThan(places.get('hennepin')?.latitude ?? 90);
    expect(places.get('hennepin')?.neighbours).toEqual([
      'anoka',
      'carver',
      'dakota',
      'ramsey',
      'scott',
      'sherburne',
      'wright',
    ]);
  });

  it('hold the ZIP areas that lie in them', () => {
    expect(Object.keys(geography.postcodes).length).toBeGreaterThan(850);
    expect(geography.postcodes['55401']?.place).toBe('hennepin');
    expect(geography.postcodes['55802']?.place).toBe('st-louis');
    expect(geography.postcodes['56601']?.place).toBe('beltrami');
    for (const [code, { place }] of Object.entries(geography.postcodes))
      expect(places.has(place ?? ''), code).toBe(true);
  });
});
