import { FREE } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import { entriesByPlace } from './row-entries.ts';

/**
 * Takes pairs in the order of their worth as long as no maximum and no upper side of a row is exceeded: where rows are caps, always a choice
 * that keeps them, as good as that comes for one pass. Minima and lower sides are left to luck.
 */
export function greedyChoice(program: Program, worth: Float64Array): Choice {
  const { participant, mentor, participants, mentors, rows, fixed } = program;
  const { starts, row, coefficient } = entriesByPlace(rows, Int32Array.from(fixed.keys()), fixed.length);
  const room = [participants.max.slice(), mentors.max.slice()] as const;
  const left = Float64Array.from(rows, ({ upper }) => upper);
  const x = new Uint8Array(fixed.length);
  const fits = (pair: number): boolean => {
    if ((room[0][participant[pair] as number] as number) < 1) return false;
    if ((room[1][mentor[pair] as number] as number) < 1) return false;
    for (let entry = starts[pair] as number; entry < (starts[pair + 1] as number); entry += 1)
      if ((coefficient[entry] as number) > (left[row[entry] as number] as number)) return false;
    return true;
  };
  const take = (pair: number): void => {
    x[pair] = 1;
    takeFrom(room[0], participant[pair] as number, 1);
    takeFrom(room[1], mentor[pair] as number, 1);
    for (let entry = starts[pair] as number; entry < (starts[pair + 1] as number); entry += 1)
      takeFrom(left, row[entry] as number, coefficient[entry] as number);
  };
  for (let pair = 0; pair < fixed.length; pair += 1) if (fixed[pair] === 1) take(pair);
  const order = Int32Array.from(fixed.keys()).filter((pair) => fixed[pair] === FREE);
  order.sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
  for (const pair of order) if (fits(pair)) take(pair);
  return x;
}

function takeFrom(room: Int32Array | Float64Array, place: number, amount: number): void {
  room[place] = (room[place] as number) - amount;
}
