import { expect, test } from 'vitest';
import { geographySchema } from '#solver/contract/programme/places.ts';
import { withBorder, withoutPlace } from '../../../../web/src/screens/programmes/edits.ts';
import { postcodeLine, readPostcodes } from '../../../../web/src/screens/programmes/postcode-lines.ts';

const place = (id: string, label: string, synonyms: string[] = []) => ({
  id,
  label,
  synonyms,
  latitude: 44,
  longitude: -93,
  regions: {},
});
const geography = geographySchema.parse({
  places: [place('north', 'North'), place('south', 'South', ['The South'])],
  postcodes: {
    '01234': { latitude: 44.5, longitude: -93.25, place: 'north' },
    '55401': { latitude: 45, longitude: -93 },
  },
});

test('a border is shared by both, and by neither once it is gone', () => {
  const joined = withBorder(geography, ['north', 'south'], true);
  expect(joined.places.map(({ neighbours }) => neighbours)).toEqual([['south'], ['north']]);
  expect(withBorder(joined, ['north', 'south'], true)).toEqual(joined);
  expect(withBorder(joined, ['south', 'north'], false)).toEqual(geography);
});

test('a place that goes takes its postcodes and borders along', () => {
  const left = withoutPlace(withBorder(geography, ['north', 'south'], true), 'north');
  expect(left.places).toMatchObject([{ id: 'south', neighbours: [] }]);
  expect(Object.keys(left.postcodes)).toEqual(['55401']);
});

test('postcodes are read as they are written, from commas, semicolons or a spreadsheet, zeros kept', () => {
  const { places, postcodes } = geography;
  const written = Object.entries(postcodes).map(([code, area]) => postcodeLine(code, area, places));
  expect(readPostcodes(written.join('\n'), places)).toEqual({ postcodes, problems: [] });
  expect(readPostcodes('K1A 0B1\t45.4\t-75.7\tthe south\n\n', places).postcodes).toEqual({
    'K1A 0B1': { latitude: 45.4, longitude: -75.7, place: 'south' },
  });
  expect(readPostcodes('55401; 44.9; -93.2', places).postcodes).toEqual({
    '55401': { latitude: 44.9, longitude: -93.2 },
  });
});

test('a line that is none is named with its number and what is wrong', () => {
  const { problems, postcodes } = readPostcodes(
    '55401, 95, -93\nx, 44, -93\n55402, 44, east\n55403, 44, -93, Atlantis',
    geography.places,
  );
  expect(postcodes).toEqual({});
  expect(problems).toEqual([
    'Line 1: “95” is no latitude between -90 and 90.',
    'Line 2: “x” is no postcode.',
    'Line 3: “east” is no longitude between -180 and 180.',
    'Line 4: there is no place “Atlantis”.',
  ]);
});
