import type { DonePiece, Job } from '../../store/jobs.ts';
import type { JobKind } from '../../store/job-kinds.ts';

export type SweepKind = Extract<JobKind, 'robustness' | 'pareto' | 'study'>;

/**
 * A question of so many solves that nobody waits for it with a request open. It falls into parts that do not depend on each other and are numbered, so that the
 * sum is the same whoever does which, in whatever order.
 */
export interface Sweep<Ask, Answer> {
  readonly kind: SweepKind;
  /** What is counted while it goes on. */
  countOf(ask: Ask): number;
  /** How much of that is one piece. Each costs some ten round trips to the database, so a tenth of a second of work is the least that pays. */
  ofPiece(ask: Ask): number;
  /** What the pieces that are done make together; null until there is something to tell. */
  join(ask: Ask, done: readonly DonePiece[]): Answer | null;
}

/** A part of a sweep, by what is counted. */
export interface SweepPart<Ask> {
  readonly ask: Ask;
  readonly cohortId: string;
  readonly piece: number;
  readonly from: number;
  readonly count: number;
}

/** JSON of what comes of a part. A stop has it throw. */
export type DoPart<Ask> = (part: SweepPart<Ask>, stop: AbortSignal) => Promise<string>;

/** What was asked, which never changes. */
export function askOf<Ask>({ askJson }: Pick<Job, 'askJson'>): Ask {
  return JSON.parse(askJson) as Ask;
}

/** JSON that a part left. */
export function partOf<Part>({ resultJson }: DonePiece): Part {
  return JSON.parse(resultJson ?? '') as Part;
}
