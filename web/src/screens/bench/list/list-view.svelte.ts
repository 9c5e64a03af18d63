import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { recall, remember } from '../../../parts/browser-memory.ts';
import { groupingsOf, type Grouping } from './groupings.ts';
import { DENSITIES, type Density, type Sort } from './row-order.ts';

const KEY = 'mile-density';

/** How the reader wants to see the list. The height of the lines is remembered in this browser. */
export class ListView {
  readonly groupings: readonly Grouping[];
  readonly #people: Readonly<Record<string, Person>>;
  find = $state('');
  sort = $state<Sort>('changes');
  /** Id of what the list is grouped by; undefined: by nothing. */
  grouping = $state<string | undefined>();
  #density = $state<Density>(storedDensity());

  /** What a participant is grouped by, in words; '' without an answer. */
  readonly labelOf: ((participant: string) => string) | undefined = $derived.by(() => {
    const chosen = this.groupings.find(({ id }) => id === this.grouping);
    return chosen && ((id: string) => chosen.labelOf(this.#people[id] ?? { values: {} }));
  });

  /** The region of a participant, in words; '' where it is not known. */
  regionOf = (participant: string): string => {
    const [first] = this.groupings;
    const person = this.#people[participant];
    return person && first?.isRegion ? first.labelOf(person) : '';
  };

  constructor(programme: Programme, participants: readonly Person[]) {
    this.groupings = groupingsOf(programme);
    this.#people = Object.fromEntries(participants.map((person) => [person.id, person]));
  }

  get density(): Density {
    return this.#density;
  }
  set density(density: Density) {
    this.#density = density;
    remember(KEY, density);
  }
}

function storedDensity(): Density {
  const stored = recall(KEY);
  return Object.keys(DENSITIES).find((one): one is Density => one === stored) ?? 'tight';
}
