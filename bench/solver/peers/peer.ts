import type { Instance } from '../families/instance.ts';

/** What a contender answers to one solve: enough to validate it, and what it took. */
export interface Answer {
  matched: number;
  score: number;
  /** No choice of pairs keeps everything, or none was found that does. */
  nothingFits?: boolean;
  /** From arrays in memory to the answer, by the contender's own clock. */
  ms: number;
  /** Parts of `ms`, where the contender tells them. */
  phases?: Record<string, number>;
  /** Relative gap that is left open, where the answer is not proven best. */
  gap?: number;
  /** The largest memory its process has held so far; 0 where it is not known. */
  peakMiB: number;
  /** The same before it had read the instance, where it is known. */
  idleMiB?: number;
}

/** A contender that has an instance loaded. */
export interface Session {
  /** One solve from scratch; undefined where it took longer than `limitMs`, after which the session is over. */
  solve(limitMs: number): Promise<Answer | undefined>;
  close(): void;
}

/** A way from a problem to an answer. */
export interface Peer {
  readonly name: string;
  /** What its time means, where that is not "arrays in memory to answer". */
  readonly note?: string;
  /** Whether it can take the instance at all, and within reasonable memory. */
  takes(instance: Instance): boolean;
  /** Loads the instance, which lies in `folder` as a file too. */
  open(instance: Instance, file: string): Promise<Session>;
}
