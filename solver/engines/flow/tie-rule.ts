import type { Lots } from '../../program/lots.ts';
import type { TieRule } from '../../program/ties.ts';
import { maximiseByFlow } from './maximise.ts';

/** Ties are settled by the network kernel, whichever engine found the first choice. */
export function tieRule(lots: Lots): TieRule {
  return { maximise: maximiseByFlow, lots };
}
