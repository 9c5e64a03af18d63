import type { Geography, Place } from '../contract/programme/places.ts';
import type { Random } from './random.ts';

/** Places drawn by population, and the postcodes that lie in each. */
export interface Gazetteer {
  place(id: string): Place | undefined;
  /** A place by population, among these ids or among all; undefined where there are none. */
  drawPlace(random: Random, ids: readonly string[]): Place | undefined;
  /** A postcode in this place, or any where no place is given; undefined where there is none. */
  drawPostcode(random: Random, place: string | undefined): string | undefined;
  /** Label of the place's region in a system. */
  regionLabel(place: Place, system: string): string | undefined;
}

export function openGazetteer(geography: Geography): Gazetteer {
  const byId = new Map(geography.places.map((place) => [place.id, place]));
  const all = Object.keys(geography.postcodes).sort();
  const byPlace = Map.groupBy(all, (code) => geography.postcodes[code]?.place);
  const populations = geography.places.map(populationOf);
  return {
    place: (id) => byId.get(id),
    drawPlace: (random, ids) => {
      if (ids.length === 0) return geography.places[random.weighted(populations)];
      const places = ids.flatMap((id) => byId.get(id) ?? []);
      return places[random.weighted(places.map(populationOf))];
    },
    drawPostcode: (random, place) => {
      const codes = place === undefined ? all : (byPlace.get(place) ?? []);
      return codes[random.whole(0, codes.length - 1)];
    },
    regionLabel: (place, system) =>
      geography.systems
        .find(({ id }) => id === system)
        ?.regions.find(({ id }) => id === place.regions[system])?.label,
  };
}

/** A place without a known population still occurs. */
function populationOf(place: Place): number {
  return Math.max(1, place.population);
}
