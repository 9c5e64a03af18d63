import type { Choice, Program } from '../../program/program.ts';

/** The pinned pairs, and the places that they leave to everybody. */
export interface Room {
  readonly x: Choice;
  readonly participants: Int32Array;
  readonly mentors: Int32Array;
}

/** Nobody has less than no place, even where pins take more than there are. */
export function roomBesidePins(program: Program): Room {
  const x = Uint8Array.from(program.fixed, (value) => (value === 1 ? 1 : 0));
  const [participants, mentors] = [program.participants.max.slice(), program.mentors.max.slice()];
  for (let pair = 0; pair < x.length; pair += 1) {
    if (x[pair] === 0) continue;
    for (const [room, node] of [
      [participants, program.participant[pair] as number],
      [mentors, program.mentor[pair] as number],
    ] as const)
      room[node] = Math.max(0, (room[node] as number) - 1);
  }
  return { x, participants, mentors };
}
