import type { Side } from '../../contract/identifier.ts';
import type { Geography } from '../../contract/programme/places.ts';
import { NONE, placeColumn, textColumn } from './columns.ts';
import type { DistanceFeature } from './features.ts';
import type { Column, FieldReader } from './field-reader.ts';
import { PairTable, categorise } from './pair-table.ts';

/** Mean radius of the Earth (IUGG), in kilometres. */
export const EARTH_RADIUS_KM = 6371.0088;
/** Stands for "no distance known". */
export const UNKNOWN_METRES = -1;

interface Point {
  readonly latitude: number;
  readonly longitude: number;
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

/** Great-circle distance in kilometres by the haversine formula (Sinnott, Sky and Telescope 68, 1984). */
export function haversineKm(a: Point, b: Point): number {
  const halfTurn = Math.PI / 180 / 2;
  const north = Math.sin((b.latitude - a.latitude) * halfTurn) ** 2;
  const east = Math.sin((b.longitude - a.longitude) * halfTurn) ** 2;
  const chord = north + Math.cos(a.latitude * 2 * halfTurn) * Math.cos(b.latitude * 2 * halfTurn) * east;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
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
    const width = to.values.length;
    const metres = new Int32Array(from.values.length * width);
    from.values.forEach((a, row) => {
      to.values.forEach((b, column) => {
        metres[row * width + column] = metresBetween(a, b);
      });
    });
    return { participantLocation: from.of, mentorLocation: to.of, mentorLocations: width, metres };
  });
}

/** A number for each pair of distinct locations by the metres between them. */
export function distanceTable(distance: DistanceFeature, cell: (metres: number) => number): PairTable {
  const { participantLocation, mentorLocation, mentorLocations, metres } = distance;
  const cells = new Uint16Array(metres.length);
  for (let index = 0; index < cells.length; index += 1) cells[index] = cell(metres[index] as number);
  return new PairTable(participantLocation, mentorLocation, mentorLocations, cells);
}

/** Metres of one pair, or UNKNOWN_METRES. */
export function metresOf(distance: DistanceFeature, participant: number, mentor: number): number {
  const row = (distance.participantLocation[participant] as number) * distance.mentorLocations;
  return distance.metres[row + (distance.mentorLocation[mentor] as number)] as number;
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
  return places.values.map((place, person) => {
    const postcode = postcodeArea(geography, codes?.values[person] ?? '');
    const home = place === NONE ? (reader.features.placeNumber.get(postcode?.place ?? '') ?? NONE) : place;
    return { postcode, place: geography.places[home] };
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
