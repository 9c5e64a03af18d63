import type { Postcodes } from '#solver/contract/api/programmes.ts';
import type { Place } from '#solver/contract/programme/places.ts';

type Area = Postcodes[string];

/** A postcode as `readPostcodes` takes it: "55401, 44.98, -93.27, Hennepin". */
export function postcodeLine(code: string, { latitude, longitude, place }: Area, places: readonly Place[]) {
  const label = places.find(({ id }) => id === place)?.label;
  return [code, latitude, longitude, ...(label === undefined ? [] : [label])].join(', ');
}

interface Read {
  postcodes: Postcodes;
  /** A sentence for every line that is none, with its number. */
  problems: string[];
}

/** Lines of postcode, latitude, longitude (degrees) and place, parted by tabs, semicolons or commas; the place may be left out. */
export function readPostcodes(text: string, places: readonly Place[]): Read {
  const postcodes: Record<string, Area> = {};
  const problems: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, places);
    if (typeof read === 'string') problems.push(`Line ${index + 1}: ${read}`);
    else postcodes[read.code] = read.area;
  }
  return { postcodes, problems };
}

const separatorOf = (line: string) => ['\t', ';', ','].find((one) => line.includes(one)) ?? ',';

function readLine(line: string, places: readonly Place[]): { code: string; area: Area } | string {
  const [code = '', north = '', east = '', name = ''] = line
    .split(separatorOf(line))
    .map((part) => part.trim());
  if (!/^[A-Za-z0-9 -]{2,12}$/u.test(code)) return `“${code}” is no postcode.`;
  const [latitude, longitude] = [degrees(north, 90), degrees(east, 180)];
  if (latitude === undefined) return `“${north}” is no latitude between -90 and 90.`;
  if (longitude === undefined) return `“${east}” is no longitude between -180 and 180.`;
  if (name === '') return { code, area: { latitude, longitude } };
  const place = placeNamed(name, places);
  if (!place) return `there is no place “${name}”.`;
  return { code, area: { latitude, longitude, place: place.id } };
}

function degrees(text: string, most: number): number | undefined {
  const value = Number(text);
  return text !== '' && Math.abs(value) <= most ? value : undefined;
}

function placeNamed(name: string, places: readonly Place[]): Place | undefined {
  const wanted = name.toLocaleLowerCase();
  return places.find((place) =>
    [place.id, place.label, ...place.synonyms].some((word) => word.toLocaleLowerCase() === wanted),
  );
}
