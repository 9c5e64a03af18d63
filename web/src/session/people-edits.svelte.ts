import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { PersonEdit } from '#solver/contract/api/people.ts';
import { ApiError, sentenceOf, type Api } from '../api/client.ts';
import { conflictOf, type Conflict, type Overtaken, type Wish } from './overtaken.ts';

export type { Conflict, Wish };

type Service = Pick<Api, 'changePeople'>;

/** Changes of people, each one step that can be taken back. A change that somebody else overtook is kept until the reader has chosen. */
export class PeopleEdits {
  busy = $state(false);
  trouble = $state<string | undefined>(undefined);
  conflict = $state.raw<Conflict | undefined>(undefined);
  readonly #api: Service;
  readonly #cohortId: string;
  readonly #reload: () => Promise<CohortDetail | undefined>;

  /** `reload` reads the people anew after every change. */
  constructor(api: Service, cohortId: string, reload: () => Promise<CohortDetail | undefined>) {
    this.#api = api;
    this.#cohortId = cohortId;
    this.#reload = reload;
  }

  /** Makes a change; gives the way to take it back, undefined where it was refused. */
  async make(wishes: readonly Wish[], why = ''): Promise<(() => Promise<unknown>) | undefined> {
    this.busy = true;
    this.trouble = undefined;
    this.conflict = undefined;
    try {
      await this.#api.changePeople(this.#cohortId, { edits: wishes.map(editOf), why });
      await this.#reload();
      return () => this.make(wishes.map(reverse), 'Taken back');
    } catch (error) {
      await this.#refused(error, wishes, why);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  async #refused(error: unknown, wishes: readonly Wish[], why: string): Promise<void> {
    if (!(error instanceof ApiError) || error.code !== 'STALE_VERSION') {
      this.trouble = sentenceOf(error);
      return;
    }
    const detail = await this.#reload();
    this.conflict = conflictOf(wishes, why, detail, error.details as Overtaken);
  }

  /** Makes the overtaken change after all, on what the other left; of fields that both changed those named in `theirs` stay. */
  async settle(theirs: ReadonlySet<string>): Promise<void> {
    const conflict = this.conflict;
    if (!conflict) return;
    const wishes = conflict.wishes.map((wish) => ({
      ...wish,
      values: Object.fromEntries(Object.entries(wish.values ?? {}).filter(([field]) => !theirs.has(field))),
    }));
    await this.make(wishes, conflict.why);
  }
}

function editOf({ side, person: { id, revision }, values = {}, state }: Wish): PersonEdit {
  return { side, id, basedOn: revision, values, ...(state && { state }) };
}

/** What brings back what was there before a wish was granted. */
function reverse(wish: Wish): Wish {
  const { person } = wish;
  const before = Object.keys(wish.values ?? {}).map(
    (field) => [field, person.values[field] ?? null] as const,
  );
  return {
    side: wish.side,
    person: { ...person, revision: person.revision + 1 },
    values: Object.fromEntries(before),
    ...(wish.state && { state: person.state }),
  };
}
