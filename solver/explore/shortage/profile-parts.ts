import { MileError } from '../../contract/errors.ts';
import type { Criterion } from '../../contract/policy/criteria.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import { fieldOf } from '../../contract/programme/programme.ts';
import type { Programme } from '../../contract/programme/programme.ts';

/** What an option, a place or a region is called. */
export interface Named {
  readonly id: string;
  readonly label: string;
}

/** A place with the region it lies in. */
export interface Location {
  readonly place: Named;
  /** Null where the programme has no regions. */
  readonly region: Named | null;
}

/** What a profile of a mentor is made of: the parts of the mentors' form that the policy looks at. */
export interface ProfileParts {
  readonly place: { readonly field: string; readonly locations: readonly Location[] } | null;
  readonly type: { readonly field: string; readonly options: readonly Named[] } | null;
  readonly topics: {
    readonly field: string;
    readonly wishes: string;
    readonly options: readonly Named[];
  } | null;
  readonly system: string | null;
}

/** The parts that the policy's criteria compare: where somebody is, of which type, with which topics. */
export function profileParts(programme: Programme, { criteria }: Policy): ProfileParts {
  const place = placeField(criteria);
  const type = criteria.find((one) => one.kind === 'similarity')?.mentorField;
  const topics = criteria.find((one) => one.kind === 'ordered-overlap');
  const system = programme.geography.systems[0];
  return {
    place: place === undefined ? null : { field: place, locations: locationsOf(programme) },
    type: type === undefined ? null : { field: type, options: optionsOf(programme, type) },
    topics: topics
      ? {
          field: topics.mentorField,
          wishes: topics.participantField,
          options: optionsOf(programme, topics.mentorField),
        }
      : null,
    system: place === undefined ? null : (system?.id ?? null),
  };
}

/** The topics with these ids, as they are called. Throws INVALID_INPUT for others. */
export function namedTopics({ topics }: ProfileParts, ids: readonly string[]): Named[] {
  return ids.map((id) => {
    const found = topics?.options.find((option) => option.id === id);
    if (found) return found;
    throw new MileError(
      'INVALID_INPUT',
      `There is no topic "${id}" in the mentors' form. Name one of its options.`,
      {
        topic: id,
      },
    );
  });
}

function placeField(criteria: readonly Criterion[]): string | undefined {
  return criteria.find((one) => one.kind === 'region' || one.kind === 'distance')?.mentorField;
}

function locationsOf({ geography: { places, systems } }: Programme): Location[] {
  const system = systems[0];
  return places.map(({ id, label, regions }) => {
    const region = system?.regions.find((one) => one.id === regions[system.id]);
    return { place: { id, label }, region: region ? { id: region.id, label: region.label } : null };
  });
}

function optionsOf(programme: Programme, id: string): Named[] {
  const field = fieldOf(programme, 'mentor', id);
  const options = field && 'list' in field ? (programme.lists[field.list]?.options ?? []) : [];
  return options.map((option) => ({ id: option.id, label: option.label }));
}
