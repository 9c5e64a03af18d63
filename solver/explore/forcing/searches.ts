import type { Budget } from '../../program/maximum.ts';
import type { Resolve } from '../resolve.ts';

/** What answers where one best match does not tell everything: whole solves, as long as there is time. */
export interface Searches {
  readonly resolve: Resolve;
  readonly budget: Budget;
}
