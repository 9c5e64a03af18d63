import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { compareKin, groupsFrom, kindsFrom } from '../kinship.ts';

export interface SeriatedPerson extends Pick<Application, 'id' | 'values'> {
  readonly name: string;
}

/** Neighbours in the order who belong together. */
export interface Band {
  readonly label: string;
  /** First place, and the place after the last. */
  readonly from: number;
  readonly to: number;
}

export interface Seriation {
  /** Ids in order. */
  readonly order: readonly string[];
  readonly bands: readonly Band[];
}

/**
 * People in an order in which similar ones are neighbours on both axes: by region from north to south, then by the first choice that
 * both forms ask for from one list (the library type), then by name. Bands are the regions, or the choices where there is no map.
 */
export function seriate(programme: Programme, side: Side, people: readonly SeriatedPerson[]): Seriation {
  const groupOf = groupsFrom(programme, side);
  const kindOf = kindsFrom(programme, side);
  const placed = people
    .map((person) => ({ person, group: groupOf(person), kind: kindOf(person) }))
    .sort(
      (a, b) =>
        compareKin(a.group, b.group) ||
        compareKin(a.kind, b.kind) ||
        a.person.name.localeCompare(b.person.name) ||
        (a.person.id < b.person.id ? -1 : 1),
    );
  return {
    order: placed.map(({ person }) => person.id),
    bands: bandsOf(placed.map(({ group }) => group.label)),
  };
}

function bandsOf(labels: readonly string[]): Band[] {
  const bands: Band[] = [];
  labels.forEach((label, at) => {
    const last = bands.at(-1);
    if (last?.label === label) bands[bands.length - 1] = { ...last, to: at + 1 };
    else bands.push({ label, from: at, to: at + 1 });
  });
  return bands;
}
