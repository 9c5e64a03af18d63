import type { Api } from '../api/client.ts';
import type { Shown } from './bench-session.svelte.ts';
import type { Baseline } from './differences.ts';

const WHEN_YOU_CAME = 'the match when you came';

/** What the match on screen is compared with: a saved set, or else the first match of the visit. */
export class BaselineChoice {
  readonly #service: Pick<Api, 'matchSet'>;
  #chosen = $state.raw<{ id: string; baseline: Baseline } | undefined>();
  #first = $state.raw<Baseline | undefined>();
  #firstIsArbitrary = true;
  #firstIsSofar = false;

  constructor(service: Pick<Api, 'matchSet'>) {
    this.#service = service;
  }

  get baseline(): Baseline | undefined {
    return this.#chosen?.baseline ?? this.#first;
  }
  /** Id of the set; undefined: the first match. */
  get id(): string | undefined {
    return this.#chosen?.id;
  }
  /** Name of the match that serves where no set is chosen. */
  get firstName(): string {
    return this.#first?.name ?? WHEN_YOU_CAME;
  }

  /**
   * The first match becomes what later ones are compared with. Where all weights are 0 it is any of many, and while a search takes
   * long it is the best so far: it gives way to the next.
   */
  rememberFirst(shown: Shown): void {
    if (this.#first && !this.#firstIsArbitrary && !this.#firstIsSofar) return;
    const isNamed = this.#first !== undefined && !this.#firstIsSofar;
    const name = isNamed ? 'the first match with weights' : WHEN_YOU_CAME;
    this.#firstIsArbitrary = shown.match.allWeightsZero;
    this.#firstIsSofar = 'level' in shown.match;
    this.#first = {
      name: this.#firstIsArbitrary ? WHEN_YOU_CAME : name,
      pairs: shown.match.pairs,
      criteria: shown.policy.criteria.map(({ id }) => id),
      names: {},
    };
  }

  /** Compares with a saved set from now on, or with the first match. */
  async compareWith(id: string | undefined): Promise<void> {
    if (id === undefined) {
      this.#chosen = undefined;
      return;
    }
    const set = await this.#service.matchSet(id);
    if (!('pairs' in set.matching)) return;
    const baseline = {
      name: `“${set.name}”`,
      pairs: set.matching.pairs,
      criteria: set.policy.criteria.map((criterion) => criterion.id),
      names: set.names,
    };
    this.#chosen = { id, baseline };
  }
}
