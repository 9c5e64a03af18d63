import type { Outcome } from '../contract/outcome.ts';
import type { Problem } from '../contract/problem.ts';

/** A whole solve with its certificate checked. Whoever asks a question brings it, so that this room needs no engine of its own. */
export type Resolve = (problem: Problem) => Outcome;
