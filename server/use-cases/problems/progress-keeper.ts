import type { ProblemProgress } from '#solver/contract/api/problems.ts';
import type { HeldPiece } from '../long-jobs/held-piece.ts';

/** Keeps the best so far where those who asked can see it, one after the other; what comes meanwhile gives way to what comes next. */
export class ProgressKeeper {
  readonly #held: HeldPiece;
  #newest: string | undefined;
  #keeping: Promise<void> | undefined;

  constructor(held: HeldPiece) {
    this.#held = held;
  }

  /** JSON of a ProblemProgress. */
  offer(progress: string): void {
    this.#newest = progress;
    this.#keeping ??= this.#keepAll();
  }

  /** Once nothing is being written. */
  async settled(): Promise<void> {
    await this.#keeping;
  }

  async #keepAll(): Promise<void> {
    while (this.#newest !== undefined) {
      const progress = JSON.parse(this.#newest) as ProblemProgress;
      this.#newest = undefined;
      // A piece that is not held any more is noticed at its end; figures that were not told cost nothing.
      await this.#held
        .keep(({ problems }) => problems.putProgress(this.#held.job.id, progress))
        .catch(() => undefined);
    }
    this.#keeping = undefined;
  }
}
