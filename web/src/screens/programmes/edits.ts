import type { Field, FieldKind, Option } from '#solver/contract/programme/fields.ts';
import type { Geography, Place } from '#solver/contract/programme/places.ts';

/** An id out of words, like none of those that are taken: stored answers name it, so it never changes afterwards. */
export function newId(words: string, taken: readonly string[]): string {
  const base =
    words
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .slice(0, 48)
      .replaceAll(/^-+|-+$/gu, '') || 'item';
  let id = base;
  for (let count = 2; taken.includes(id); count += 1) id = `${base}-${count}`;
  return id;
}

export function replaced<Thing>(things: readonly Thing[], index: number, thing: Thing): Thing[] {
  return things.map((one, at) => (at === index ? thing : one));
}

export function without<Thing>(things: readonly Thing[], index: number): Thing[] {
  return things.filter((_, at) => at !== index);
}

export function newOption(label: string, taken: readonly string[]): Option {
  return { id: newId(label, taken), label, synonyms: [] };
}

/** A question of this kind; `list` is what choices and rankings choose from. */
export function newField(kind: FieldKind, label: string, list: string, taken: readonly string[]): Field {
  const common = {
    id: newId(label, taken),
    label,
    required: false,
    synonyms: [],
    confidential: false,
    contact: false,
    internal: false,
  };
  if (kind === 'number') return { ...common, kind, whole: true };
  if (kind === 'choice' || kind === 'choices' || kind === 'ranking') return { ...common, kind, list };
  return { ...common, kind };
}

/** Places name the regions that they lie in: what a region system lost is taken from them. */
export function withSystems(geography: Geography, systems: Geography['systems']): Geography {
  const known = new Map(systems.map(({ id, regions }) => [id, new Set(regions.map((region) => region.id))]));
  const places = geography.places.map((place) => ({
    ...place,
    regions: Object.fromEntries(
      Object.entries(place.regions).filter(([system, region]) => known.get(system)?.has(region)),
    ),
  }));
  return { ...geography, systems, places };
}

/** Neighbours of the other places name it as well, and so do postcodes. */
export function withoutPlace(geography: Geography, id: string): Geography {
  const places = geography.places
    .filter((place) => place.id !== id)
    .map((place) => ({ ...place, neighbours: place.neighbours.filter((neighbour) => neighbour !== id) }));
  const postcodes = Object.entries(geography.postcodes).filter(([, { place }]) => place !== id);
  return { ...geography, places, postcodes: Object.fromEntries(postcodes) };
}

/** What maps are drawn from: the counties of a state by its FIPS code, or tiles where it is empty. */
export function withOutlines(geography: Geography, state: string): Geography {
  return { ...geography, outlines: state === '' ? undefined : { atlas: 'us-counties', state } };
}

/** Two places share a border, or share none: each names the other. */
export function withBorder(
  geography: Geography,
  [one, other]: readonly [string, string],
  isShared: boolean,
): Geography {
  const end = (place: Place, id: string): Place => {
    const others = place.neighbours.filter((neighbour) => neighbour !== id);
    return { ...place, neighbours: isShared ? [...others, id] : others };
  };
  const places = geography.places.map((place) => {
    if (place.id === one) return end(place, other);
    return place.id === other ? end(place, one) : place;
  });
  return { ...geography, places };
}

/** One a line; blank lines fall away. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
