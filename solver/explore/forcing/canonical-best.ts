import type { Standing } from '../standing.ts';
import { earliestOnFace, optimalFace } from '../ties/face.ts';
import type { PricedChoice } from './exchanges.ts';

/** The best choice that the service gives, of all that are equally good the one of the earliest pairs, with the standing's prices. */
export function canonicalBest(standing: Standing): PricedChoice {
  const { program, x, participants, mentors, unit } = standing;
  const face = optimalFace(standing);
  // An exchange matches at most one pair more or fewer, and the score moves by less than half a unit.
  return { program, x: earliestOnFace(face, x), participants, mentors, reach: 2 * unit };
}
