import { grouped, starts } from '../../program/grouping.ts';
import type { Choice, Program } from '../../program/program.ts';
import type { Preferences } from './preferences.ts';
import { roomBesidePins } from './room.ts';

/**
 * Gale and Shapley (1962) with places on both sides (Roth 1984): participants ask mentors from the one they like best downwards until their places
 * are taken; a mentor keeps the best of those who asked and turns the others away. Ids decide between partners who are liked equally. The
 * result is stable, and with these preferences no participant is better off in another stable match. Pinned pairs stand and take their
 * places; minima and rows are not looked at. Of order pairs x log pairs, and a pair for each place where a mentor turns somebody away.
 */
export function deferredAcceptance(program: Program, preferences: Preferences): Choice {
  const { x, participants: open, mentors: places } = roomBesidePins(program);
  const begin = starts(program.participant, open.length);
  const wishes = wishLists(program, begin, preferences.participant);
  const next = begin.slice(0, open.length);
  const kept = Array.from(places, (): number[] => []);
  const isBelow = (a: number, b: number) =>
    (preferences.mentor[a] as number) - (preferences.mentor[b] as number) || b - a;
  const asking = Array.from(open.keys()).filter((node) => (open[node] as number) > 0);
  for (let node = asking.pop(); node !== undefined; node = asking.pop()) {
    while ((open[node] as number) > 0 && (next[node] as number) < (begin[node + 1] as number)) {
      const pair = wishes[next[node] as number] as number;
      next[node] = (next[node] as number) + 1;
      const mentor = program.mentor[pair] as number;
      const held = kept[mentor] as number[];
      if (x[pair] === 1 || places[mentor] === 0) continue;
      x[pair] = 1;
      held.push(pair);
      open[node] = (open[node] as number) - 1;
      if (held.length <= (places[mentor] as number)) continue;
      const least = held.reduce((worst, other) => (isBelow(other, worst) < 0 ? other : worst));
      held.splice(held.indexOf(least), 1);
      x[least] = 0;
      const turnedAway = program.participant[least] as number;
      open[turnedAway] = (open[turnedAway] as number) + 1;
      if (turnedAway !== node) asking.push(turnedAway);
    }
  }
  return x;
}

/** The pairs of each participant, the best liked first. */
function wishLists({ participant }: Program, begin: Int32Array, liking: ArrayLike<number>): Int32Array {
  const wishes = grouped(participant, begin);
  for (let node = 0; node + 1 < begin.length; node += 1)
    wishes
      .subarray(begin[node], begin[node + 1])
      .sort((a, b) => (liking[b] as number) - (liking[a] as number) || a - b);
  return wishes;
}
