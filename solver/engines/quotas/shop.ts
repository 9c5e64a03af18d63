import type { Budget } from '../../program/maximum.ts';
import type { WholePrices } from '../../program/prices.ts';
import type { LinearEngine } from '../linear-engine.ts';
import type { Engines } from '../load.ts';
import { inSlices } from './slices.ts';

/** What one search leaves to the next one of the same problem: only hints. */
export interface Memory {
  prices: WholePrices | undefined;
}

/** What was done, for people. */
export interface Diary {
  /** Was anything searched beyond the kernel's bound? */
  hasTree: boolean;
  usedHighs: boolean;
  /** Pairs of the largest core that was searched. */
  core: number;
}

/** What all searches of one problem share. */
export interface Shop {
  readonly engines: Engines;
  readonly budget: Budget;
  readonly memory: Memory;
  readonly diary: Diary;
  /** The problem's quotas are the first of each program's rows. */
  readonly quotas: number;
}

/** HiGHS, for linear programs in slices; the diary notes it. */
export function engineOf({ engines, budget, diary }: Shop): LinearEngine {
  diary.usedHighs = true;
  return inSlices(engines.highs, budget);
}
