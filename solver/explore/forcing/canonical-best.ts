import type { Standing } from '../standing.ts';
import { tieRule } from '../../engines/flow/tie-rule.ts';
import { settleTies } from '../../program/ties.ts';
import { optimalFace } from '../ties/face.ts';
import type { PricedChoice } from './exchanges.ts';

/** The best choice that the service gives, of all that are equally good the one that the lots decide for, with the standing's prices. */
export function canonicalBest(standing: Standing): PricedChoice {
  const { canonical, program, x, participants, mentors, unit } = standing;
  const settled = settleTies(optimalFace(standing), x, tieRule(canonical.lots));
  // An exchange matches at most one pair more or fewer, and the score moves by less than half a unit.
  return { program, x: settled, participants, mentors, reach: 2 * unit };
}
