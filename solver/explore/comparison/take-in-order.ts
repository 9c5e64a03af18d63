import type { Choice, Program } from '../../program/program.ts';
import { roomBesidePins } from './room.ts';

/** Pinned pairs, then each of these where both people have a place left. Keeps maxima; minima and rows are not looked at. */
export function takeInOrder(program: Program, order: Int32Array): Choice {
  const { x, participants, mentors } = roomBesidePins(program);
  for (const pair of order) {
    const [participant, mentor] = [program.participant[pair] as number, program.mentor[pair] as number];
    if (x[pair] === 1 || participants[participant] === 0 || mentors[mentor] === 0) continue;
    x[pair] = 1;
    participants[participant] = (participants[participant] as number) - 1;
    mentors[mentor] = (mentors[mentor] as number) - 1;
  }
  return x;
}
