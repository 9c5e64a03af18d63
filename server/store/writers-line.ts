import pLimit from 'p-limit';
import { MileError } from '#solver/contract/errors.ts';

/** One writes, and the next one waits within the database, so that no time passes between the two. */
const WITHIN = 2;
/** As long as a lock of the database is waited for. */
const LONGEST_WAIT_MS = 15_000;

/**
 * Where the writers of one process wait for each other. The database lets one write at a time; whoever waited for that on a connection would keep it from
 * those who only read. Who has waited too long is told to come back, and is not let in any more.
 */
export class WritersLine {
  readonly #limit = pLimit(WITHIN);
  readonly #longestWaitMs: number;

  constructor(longestWaitMs = LONGEST_WAIT_MS) {
    this.#longestWaitMs = longestWaitMs;
  }

  /** What `work` gives once it is its turn. Throws BUSY, and then has not begun it. */
  async enter<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = Promise.withResolvers<undefined>();
    const patience = setTimeout(() => turn.reject(tooManyWriters()), this.#longestWaitMs);
    const done = this.#limit(async () => {
      clearTimeout(patience);
      turn.resolve(undefined);
      await turn.promise;
      return work();
    });
    await Promise.race([turn.promise, done]);
    return done;
  }
}

function tooManyWriters(): MileError {
  return new MileError(
    'BUSY',
    'Many are writing at this moment, so nothing was saved. Try again in a moment.',
  );
}
