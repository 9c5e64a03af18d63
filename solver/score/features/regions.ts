import type { Place, RegionSystem } from '../../contract/programme/places.ts';
import type { FieldReader } from './field-reader.ts';

/** The region system with this id. Throws INVALID_POLICY where the programme lacks it. */
export function systemOf(fields: FieldReader, id: string): RegionSystem {
  const system = fields.features.programme.geography.systems.find((candidate) => candidate.id === id);
  return system ?? fields.refuse(`the programme has no region system "${id}"`);
}

export function systemLabel(fields: FieldReader, id: string): string {
  return systemOf(fields, id).label;
}

/** The region of a system in which a place lies; undefined where it lies in none. */
export function regionOf(fields: FieldReader, system: string, place: number) {
  const id = fields.features.programme.geography.places[place]?.regions[system];
  return systemOf(fields, system).regions.find((region) => region.id === id);
}

/** "Crow River (Stearns)": region and place, or the place alone where it lies in no region. */
export function regionLabel(fields: FieldReader, system: string, place: number): string {
  const name = fields.features.programme.geography.places[place]?.label ?? '';
  const region = regionOf(fields, system, place);
  return region ? `${region.label} (${name})` : name;
}

/** Whether two places lie in one region of the system. */
export function sharesRegion(fields: FieldReader, system: string): (a: number, b: number) => boolean {
  const { id } = systemOf(fields, system);
  const { places } = fields.features.programme.geography;
  return (a, b) => {
    const region = places[a]?.regions[id];
    return region !== undefined && region === places[b]?.regions[id];
  };
}

/** Whether a place of the region of the one borders a place of the region of the other. */
export function borders(fields: FieldReader, system: string): (a: number, b: number) => boolean {
  const { places } = fields.features.programme.geography;
  const placeById = new Map(places.map((place) => [place.id, place]));
  const regionIn = (place: Place | undefined) => place?.regions[system];
  const touching = new Set<string>();
  for (const place of places) {
    for (const id of place.neighbours) {
      const [here, there] = [regionIn(place), regionIn(placeById.get(id))];
      touching.add(JSON.stringify([here, there])).add(JSON.stringify([there, here]));
    }
  }
  return (a, b) => {
    const [here, there] = [regionIn(places[a]), regionIn(places[b])];
    return here !== undefined && there !== undefined && touching.has(JSON.stringify([here, there]));
  };
}
