import { setTimeout as wait } from 'node:timers/promises';
import type { PieceKey, WaitingPiece } from '../../store/jobs.ts';
import type { Places, Take, WorkLane, WorkQueue } from './work-queue.ts';

/** Before a piece is called for again: what it needs, such as room on the disk, may be there then. */
const AGAIN_MS = 1_000;

/** The queue of a service that is alone with its store: it lives in memory, and is filled from the store at every start. */
export class InProcessQueue implements WorkQueue {
  readonly #waiting: Record<WorkLane, PieceKey[]> = { lab: [], opinions: [], sweeps: [] };
  readonly #inHand = new Set<Promise<void>>();
  readonly #known = new Set<string>();
  readonly #closing = new AbortController();
  #free: Record<WorkLane, number> = { lab: 0, opinions: 0, sweeps: 0 };
  #take: Take | undefined;

  put(lane: WorkLane, pieces: readonly WaitingPiece[]): Promise<void> {
    for (const piece of pieces) {
      if (this.#known.has(nameOf(piece))) continue;
      this.#known.add(nameOf(piece));
      this.#waiting[lane].push(piece);
    }
    this.#fill(lane);
    return Promise.resolve();
  }

  take(places: Places, take: Take): Promise<void> {
    this.#free = { ...places };
    this.#take = take;
    for (const lane of Object.keys(places) as WorkLane[]) this.#fill(lane);
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#inHand);
  }

  #fill(lane: WorkLane): void {
    const waiting = this.#waiting[lane];
    while (this.#take && !this.#closing.signal.aborted && this.#free[lane] > 0) {
      const piece = waiting.shift();
      if (!piece) return;
      const work = this.#work(lane, piece, this.#take);
      this.#inHand.add(work);
      void work.then(() => this.#inHand.delete(work));
    }
  }

  async #work(lane: WorkLane, piece: PieceKey, take: Take): Promise<void> {
    this.#free[lane] -= 1;
    const { signal } = this.#closing;
    try {
      await take(piece);
      this.#known.delete(nameOf(piece));
    } catch {
      await wait(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      this.#waiting[lane].push(piece);
    }
    this.#free[lane] += 1;
    this.#fill(lane);
  }
}

function nameOf({ job, piece }: PieceKey): string {
  return `${job}:${piece}`;
}
