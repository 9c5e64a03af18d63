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
  /** What the pieces that are done make together, of so many that are counted; null until there is something to tell. */
  join(ask: Ask, done: readonly DonePiece[], of: number): Answer | null;
}

/** How much of what is counted there is, and how much of it makes a piece. */
export interface Cut {
  of: number;
  ofPiece: number;
}

/** A part of a sweep, by what is counted. */
export interface SweepPart<Ask> {
  readonly ask: Ask;
  readonly cohortId: string;
  readonly piece: number;
  readonly from: number;
  readonly count: number;
  /** In all parts. */
  readonly of: number;
}

/** JSON of what comes of a part. A stop has it throw. */
export type DoPart<Ask> = (part: SweepPart<Ask>, stop: AbortSignal) => Promise<string>;

/** As it stands in the job, so that all who do a piece cut alike, whatever their version; a job without one is cut as it was before they told. */
export function cutOf<Ask, Answer>(sweep: Sweep<Ask, Answer>, ask: Ask & { cut?: Cut }): Cut {
  return ask.cut ?? newCut(sweep, ask);
}

export function newCut<Ask, Answer>(sweep: Sweep<Ask, Answer>, ask: Ask): Cut {
  return { of: sweep.countOf(ask), ofPiece: sweep.ofPiece(ask) };
}

/** What was asked, which never changes, and how it was cut. */
export function askOf<Ask>({ askJson }: Pick<Job, 'askJson'>): Ask & { cut?: Cut } {
  return JSON.parse(askJson) as Ask & { cut?: Cut };
}

/** JSON that a part left. */
export function partOf<Part>({ resultJson }: DonePiece): Part {
  return JSON.parse(resultJson ?? '') as Part;
}

/** What the pieces of a job that are done make together. */
export function joined<Ask, Answer>(
  sweep: Sweep<Ask, Answer>,
  job: Pick<Job, 'askJson'>,
  done: readonly DonePiece[],
): Answer | null {
  const ask = askOf<Ask>(job);
  return sweep.join(ask, done, cutOf(sweep, ask).of);
}
