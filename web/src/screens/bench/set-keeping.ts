import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { api } from '../../api/client.ts';
import { addressOf } from '../../app/route.ts';
import { notices } from '../../parts/notices.svelte.ts';
import { OnDevice } from '../../session/outbox/on-device.ts';
import { Outbox } from '../../session/outbox/outbox.svelte.ts';
import { visitor } from '../../session/visitor.svelte.ts';
import type { BenchState } from './bench-state.svelte.ts';

interface Options {
  bench: BenchState;
  cohort: CohortDetail;
  onchanged: (() => void) | undefined;
}

/** The sets that are saved from the Bench, also without a network, and what is said of them. */
export class SetKeeping {
  readonly outbox: Outbox;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    this.outbox = new Outbox({
      service: api,
      room: new OnDevice('sets', visitor.reader),
      cohortId: options.cohort.id,
      onsaved: (set) => this.#tellSaved(set),
    });
  }

  /** Saves the match on screen. Throws what the service refuses. */
  async save(name: string): Promise<void> {
    const { bench, cohort } = this.#options;
    const { policy } = bench.session;
    const set = await this.outbox.save({ name, cohortVersion: cohort.version, policy });
    if (set) this.#tellSaved(set);
    else notices.show(`“${name}” waits on this device and is saved as soon as the service is back.`);
  }

  /** Reads anew what colleagues have saved. */
  async load(): Promise<void> {
    const { bench, cohort, onchanged } = this.#options;
    bench.sets = await api.matchSets(cohort.id);
    onchanged?.();
  }

  #tellSaved(set: MatchSetSummary): void {
    const { bench, cohort, onchanged } = this.#options;
    bench.sets = [...bench.sets.filter(({ id }) => id !== set.id), set];
    onchanged?.();
    const others = bench.sets.filter((one) => one.id !== set.id).map((one) => one.id);
    const setIds = [...others.slice(-1), set.id];
    const compare = () => (location.hash = addressOf({ screen: 'compare', cohortId: cohort.id, setIds }));
    notices.show(
      `Saved as “${set.name}”.`,
      setIds.length > 1 ? { action: { label: 'Compare', run: compare } } : {},
    );
  }
}
