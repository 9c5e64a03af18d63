import type { MileError } from '#solver/contract/errors.ts';
import type { Job } from '../../store/jobs.ts';
import type { HeldPiece } from './held-piece.ts';

/** What is done for a job of some kind. */
export interface KindOfJob {
  /**
   * Does a piece and ends with `held.finish`; a stop has it throw. Throws a MileError where trying again would end alike, NotHeld, and what the store
   * throws.
   */
  work(held: HeldPiece, stop: AbortSignal): Promise<void>;
  /** The piece will never be done, for this reason. Finishes it otherwise, or throws a MileError that ends the job. */
  giveUp(held: HeldPiece, reason: MileError): Promise<void>;
  /** Once all pieces are done: JSON of what they make together, null where it stands elsewhere. The same, whoever did the pieces in whatever order. */
  join(job: Job): Promise<string | null>;
}
