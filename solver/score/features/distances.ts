import type { Side } from '../../contract/identifier.ts';
import type { Geography } from '../../contract/programme/places.ts';
import { NONE, placeColumn, textColumn } from './columns.ts';
import type { DistanceFeature } from './features.ts';
import type { Column, FieldReader } from './field-reader.ts';
import { categorise, pairTable } from './pair-table.ts';
import type { PairTable } from './pair-table.ts';

/** Mean radius of the Earth (IUGG), in kilometres. */
export const EARTH_RADIUS_KM = 6371.0088;
/** Stands for "no distance known". */
export const UNKNOWN_METRES = -1;

interface Point {
  readonly latitude: number;
  readonly longitude: number;
  readonly cosine: number;
}
interface Location {
  readonly postcode: Point | undefined;
  readonly place: Point | undefined;
}

/** The fields from which distances are taken. */
export interface DistanceFields {
  readonly participantField: string;
  readonly mentorField: string;
  readonly participantPostcodeField?: string | undefined;
  readonly mentorPostcodeField?: string | undefined;
}

const HALF_DEGREE = Math.PI / 180 / 2;
/** Metres that are kept, 64 MB; between more locations a distance is computed whenever it is asked for. */
const KEPT_DISTANCES = 2 ** 24;

/** Great-circle distance in kilometres by the haversine formula (Sinnott, Sky and Telescope 68, 1984). */
export function haversineKm(a: Point, b: Point): number {
  const north = Math.sin((b.latitude - a.latitude) * HALF_DEGREE);
  const east = Math.sin((b.longitude - a.longitude) * HALF_DEGREE);
  const chord = north * north + a.cosine * b.cosine * (east * east);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** A point with the cosine of its latitude, which every distance needs. */
export function pointAt({ latitude, longitude }: { latitude: number; longitude: number }): Point {
  return { latitude, longitude, cosine: Math.cos(latitude * 2 * HALF_DEGREE) };
}

/** Whole metres between all distinct locations, computed once for a cohort and these fields. */
export function distances(reader: FieldReader, fields: DistanceFields): DistanceFeature {
  const { participantField, mentorField, participantPostcodeField, mentorPostcodeField } = fields;
  const key = JSON.stringify([participantField, mentorField, participantPostcodeField, mentorPostcodeField]);
  return reader.features.distances.get(key, () => {
    const participants = locations(reader, 'participant', participantField, participantPostcodeField);
    const mentors = locations(reader, 'mentor', mentorField, mentorPostcodeField);
    const from = categorise(participants, locationKey);
    const to = categorise(mentors, locationKey);
    return {
      participantLocation: from.of,
      mentorLocation: to.of,
      participantLocations: from.values.length,
      mentorLocations: to.values.length,
      metres: metresFor(from.values, to.values),
    };
  });
}

function metresFor(from: readonly Location[], to: readonly Location[]): DistanceFeature['metres'] {
  const width = to.length;
  if (from.length * width > KEPT_DISTANCES)
    return (a, b) => metresBetween(from[a] as Location, to[b] as Location);
  const metres = new Int32Array(from.length * width);
  let next = 0;
  for (const a of from) {
    for (const b of to) {
      metres[next] = metresBetween(a, b);
      next += 1;
    }
  }
  return (a, b) => metres[a * width + b] as number;
}

/** A number for each pair of distinct locations by the metres between them. */
export function distanceTable(distance: DistanceFeature, cell: (metres: number) => number): PairTable {
  const numbers = (count: number) => Array.from({ length: count }, (_, location) => location);
  return pairTable(
    { of: distance.participantLocation, values: numbers(distance.participantLocations) },
    { of: distance.mentorLocation, values: numbers(distance.mentorLocations) },
    (from, to) => cell(distance.metres(from, to)),
  );
}

/** Metres of one pair, or UNKNOWN_METRES. */
export function metresOf(
  { participantLocation, mentorLocation, metres }: DistanceFeature,
  participant: number,
  mentor: number,
): number {
  return metres(participantLocation[participant] as number, mentorLocation[mentor] as number);
}

/** Who left the place open: for the sentence about a distance that is not known. */
export function openPlaces(
  columns: readonly [Column<number>, Column<number>],
  participant: number,
  mentor: number,
): Column<number>[] {
  const people = [participant, mentor];
  const open = columns.filter((column, side) => column.values[people[side] as number] === NONE);
  return open.length > 0 ? open : [...columns];
}

function locations(reader: FieldReader, side: Side, placeField: string, postcodeField?: string): Location[] {
  const { geography } = reader.features.programme;
  const places = placeColumn(reader, side, placeField);
  const codes = postcodeField === undefined ? undefined : textColumn(reader, side, postcodeField);
  const placePoints = geography.places.map(pointAt);
  const known = new Map<string, Location>();
  return places.values.map((place, person) => {
    const code = codes?.values[person] ?? '';
    const key = `${place} ${code}`;
    const location = known.get(key);
    if (location !== undefined) return location;
    const area = postcodeArea(geography, code);
    const home = place === NONE ? (reader.features.placeNumber.get(area?.place ?? '') ?? NONE) : place;
    const made = { postcode: area && pointAt(area), place: placePoints[home] };
    known.set(key, made);
    return made;
  });
}

/** The area of a postcode; of a code with an addition ("55401-1234") that of its first part. */
function postcodeArea(geography: Geography, code: string) {
  const written = code.trim().toUpperCase();
  const known = [written, written.split('-')[0] ?? ''].find((text) =>
    Object.hasOwn(geography.postcodes, text),
  );
  return known === undefined ? undefined : geography.postcodes[known];
}

function metresBetween(a: Location, b: Location): number {
  const [from, to] = a.postcode && b.postcode ? [a.postcode, b.postcode] : [a.place, b.place];
  return from && to ? Math.round(haversineKm(from, to) * 1000) : UNKNOWN_METRES;
}

function locationKey({ postcode, place }: Location): string {
  return JSON.stringify([postcode?.latitude, postcode?.longitude, place?.latitude, place?.longitude]);
}
