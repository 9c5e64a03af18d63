import type { Proof } from '../contract/certificate.ts';
import type { Choice, Program } from './program.ts';

/**
 * The best choice found and a proven bound. Bound = value: optimal. No choice and a bound of -Infinity: nothing satisfies the
 * program. No choice and a bound above what was known: not settled within the time.
 */
export interface Maximum {
  readonly best: Candidate | undefined;
  readonly bound: number;
  readonly proof: Proof;
  /** Where the proof is a single leaf, the right side of its inequality, if it is at hand. */
  readonly rightSide?: bigint;
}

export interface Candidate {
  readonly x: Choice;
  readonly value: number;
}

/** Prices of people from an earlier answer to nearly the same program. They only save time. */
export interface EarlierPrices {
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
}

/**
 * Is told of a better choice or a lower bound while a program is maximised: values of the program's objective, bound = value at the
 * end of a proven search.
 */
export type Listener = (best: Candidate | undefined, bound: number) => void;

/** What is known of a program before it is maximised. */
export interface Known {
  /** Only choices worth more are of interest. */
  readonly value: number;
  /** A choice that is worth it. */
  readonly x?: Choice;
  readonly prices?: EarlierPrices;
  readonly listener?: Listener;
  /** Keeps the program's demands, whatever it is worth: a place to start from. `x`, where there is one, serves as well. */
  readonly start?: Choice;
}

/** Maximises the program's objective. Engines are interchangeable behind this. */
export type Maximise = (program: Program, known?: Known) => Maximum;

/** What a solve may still use: infinite where the host gave no clock, 0 or less once the time is over or the host wants it to stop. */
export interface Budget {
  remainingMs(): number;
}
