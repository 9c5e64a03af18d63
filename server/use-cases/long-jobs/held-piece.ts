import type { Claim, Job } from '../../store/jobs.ts';
import type { Repositories, Store } from '../../store/store.ts';

/** Somebody else has the piece now, or nobody wants it any more: what was reckoned is laid aside. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld';
}

/** A piece that this process has claimed. Everything is written under that claim, so a process that was taken for dead cannot write over who came after it. */
export class HeldPiece {
  readonly job: Job;
  readonly piece: number;
  readonly #claim: Claim;
  readonly #store: Store;
  readonly #onKept: () => void;

  /** `onKept` hears of everything that is written, once it is. */
  constructor(store: Store, job: Job, claim: Claim, onKept: () => void) {
    this.#store = store;
    this.#onKept = onKept;
    this.job = job;
    this.piece = claim.piece;
    this.#claim = claim;
  }

  /** Workers that took the piece and were not heard of again, this one included. */
  get tries(): number {
    return this.#claim.tries;
  }

  /** Writes what there is so far. Throws NotHeld, and then nothing is written. */
  async keep(write: (repositories: Repositories) => Promise<void>): Promise<void> {
    await this.#store.transaction(async (repositories) => {
      if (!(await repositories.jobs.holds(this.#claim))) throw new NotHeld();
      await write(repositories);
    });
    this.#onKept();
  }

  /** Writes what came of it, and that it is done: both or nothing. Throws NotHeld. */
  async finish(
    resultJson: string | null,
    write: (repositories: Repositories) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.#store.transaction(async (repositories) => {
      if (!(await repositories.jobs.finish(this.#claim, resultJson))) throw new NotHeld();
      await write(repositories);
    });
    this.#onKept();
  }

  handBack(): Promise<void> {
    return this.#store.jobs.handBack(this.#claim);
  }
}
