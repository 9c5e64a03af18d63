import { FREE } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import { spread } from './spread.ts';

/** A relaxed value this near to 1 agrees with a chosen pair. */
const AGREES = 1 - 1e-6;
/** This share of the pairs that agree are set free all the same, for each round before. */
const MORE_FREE = 0.03;

/**
 * The choices near one: pairs on which it and the linear relaxation agree are fixed to 1, and the pairs of people with room left are in. Each round sets some more free.
 */
export function neighbourhood(
  program: Program,
  x: Choice,
  relaxed: Float64Array,
  round: number,
): { readonly fixed: Int8Array; readonly isIn: Uint8Array } {
  const { participant, mentor } = program;
  const participants = program.participants.max.slice();
  const mentors = program.mentors.max.slice();
  const fixed = program.fixed.slice();
  for (let pair = 0; pair < x.length; pair += 1) {
    if (x[pair] !== 1) continue;
    const isKept = (relaxed[pair] as number) >= AGREES && spread(pair, round) >= round * MORE_FREE;
    if (fixed[pair] === FREE && !isKept) continue;
    fixed[pair] = 1;
    takeOne(participants, participant[pair] as number);
    takeOne(mentors, mentor[pair] as number);
  }
  const isIn = new Uint8Array(fixed.length);
  for (let pair = 0; pair < fixed.length; pair += 1) {
    if (fixed[pair] !== FREE) isIn[pair] = fixed[pair] as number;
    else {
      const [from, to] = [participant[pair] as number, mentor[pair] as number];
      isIn[pair] = (participants[from] as number) > 0 && (mentors[to] as number) > 0 ? 1 : 0;
    }
  }
  return { fixed, isIn };
}

function takeOne(room: Int32Array, person: number): void {
  room[person] = (room[person] as number) - 1;
}
