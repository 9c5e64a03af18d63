import { geoDistance } from 'd3-geo';
import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Geography } from '#solver/contract/programme/places.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { answerOf, fieldOfKind } from '../kinship.ts';

/** Mean radius of the Earth (IUGG), in kilometres. */
const EARTH_RADIUS_KM = 6371.0088;

/** [longitude, latitude] in degrees. */
export type Point = [number, number];

/** Where somebody is, as far as they said: the centre of a postcode's area, and of a place. */
export interface Home {
  readonly postcode: Point | undefined;
  readonly place: Point | undefined;
}

/** Reads where people of one side are: the first place and the first postcode of their form. */
export function homesFrom(programme: Programme, side: Side): (person: Pick<Application, 'values'>) => Home {
  const { geography } = programme;
  const [placeField, codeField] = [
    fieldOfKind(programme, side, 'place'),
    fieldOfKind(programme, side, 'postcode'),
  ];
  const places = new Map(geography.places.map((place) => [place.id, place]));
  return (person) => {
    const area = areaOf(geography, answerOf(person, codeField) ?? '');
    const place = places.get(answerOf(person, placeField) ?? '') ?? places.get(area?.place ?? '');
    return { postcode: area && pointOf(area), place: place && pointOf(place) };
  };
}

/** Where to draw somebody: as finely as is known. */
export function drawnAt({ postcode, place }: Home): Point | undefined {
  return postcode ?? place;
}

/**
 * Kilometres along a great circle, as the rules and criteria count them: between postcodes where both are known, else between places.
 * Undefined where one of the two is not known.
 */
export function distanceKm(a: Home, b: Home): number | undefined {
  const [from, to] = a.postcode && b.postcode ? [a.postcode, b.postcode] : [a.place, b.place];
  return from && to ? geoDistance(from, to) * EARTH_RADIUS_KM : undefined;
}

function areaOf({ postcodes }: Geography, code: string) {
  const written = code.trim().toUpperCase();
  // A code with an addition ("55401-1234") lies where its first part lies.
  const known = [written, written.split('-')[0] ?? ''].find((text) => Object.hasOwn(postcodes, text));
  return known === undefined ? undefined : postcodes[known];
}

function pointOf({ longitude, latitude }: { longitude: number; latitude: number }): Point {
  return [longitude, latitude];
}
