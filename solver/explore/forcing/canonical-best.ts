import { earliestChoice } from '../../program/earliest.ts';
import { narrowed } from '../../program/narrowing.ts';
import { valueOf } from '../../program/choice.ts';
import type { Standing } from '../standing.ts';
import type { PricedChoice } from './exchanges.ts';

/** The best choice that the service gives, of all that are equally good the one of the earliest pairs, with the standing's prices. */
export function canonicalBest(standing: Standing): PricedChoice {
  const { program, x, participants, mentors, unit } = standing;
  const proof = {
    kind: 'bound' as const,
    scale: 1,
    participants: Array.from(participants),
    mentors: Array.from(mentors),
    rows: program.rows.map(() => 0),
  };
  const face = narrowed(program, valueOf(program.objective, x), { proof });
  // An exchange matches at most one pair more or fewer, and the score moves by less than half a unit.
  return { program, x: earliestChoice(face.program, x), participants, mentors, reach: 2 * unit };
}
