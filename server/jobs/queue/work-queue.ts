import type { JobKind } from '../../store/job-kinds.ts';
import type { PieceKey, WaitingPiece } from '../../store/jobs.ts';

/** Work of one lane never waits for that of another. */
export type WorkLane = 'lab' | 'opinions' | 'sweeps';

export const LANE_OF: Readonly<Record<JobKind, WorkLane>> = {
  lab: 'lab',
  opinion: 'opinions',
  // Beside a measurement it would spoil the figures, and want as much memory again.
  problem: 'lab',
  robustness: 'sweeps',
  pareto: 'sweeps',
  study: 'sweeps',
};

/** Does what is called for; rejects where it has to be called for again. */
export type Take = (piece: PieceKey) => Promise<void>;

/** How many pieces of each lane a process has in hand at once. */
export type Places = Readonly<Record<WorkLane, number>>;

/** Of a process that leaves the work to others. */
export const NO_PLACES: Places = { lab: 0, opinions: 0, sweeps: 0 };

/**
 * Brings pieces of work to whoever has a place for them. It keeps nothing that matters: what is to be done stands in the store, whoever takes a piece
 * claims it there, and a piece that comes twice, or comes after its job has ended, is laid aside.
 */
export interface WorkQueue {
  put(lane: WorkLane, pieces: readonly WaitingPiece[]): Promise<void>;
  /** From now on this process takes pieces. */
  take(places: Places, take: Take): Promise<void>;
  /** Takes no more, and resolves when those in hand are settled. What they reject is called for elsewhere. */
  close(): Promise<void>;
}
