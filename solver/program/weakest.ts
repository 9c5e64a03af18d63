import type { FirmGround } from './ground.ts';
import { maximiseOn, standOn } from './ground.ts';
import type { Maximum } from './maximum.ts';
import { EMPTY_ROW, withRow } from './program.ts';
import { fewAtOrBelow, lowestThreshold, scoresOf } from './threshold.ts';

/** The smallest score of a matched pair; 0 where nobody is matched. */
export function reachWeakest(ground: FirmGround): FirmGround {
  if (scoresOf(ground.score, ground.x).length === 0) return claim(ground, 0, ask(ground, 0));
  const { threshold, proven, x } = lowestThreshold(ground, 0);
  const firm = { ...ground, x };
  const proof = proven ?? ask(firm, threshold);
  return { ...claim(firm, threshold, proof), frozen: ground.frozen || proof.bound > -1 };
}

/** Can everybody score more than this? A bound of -1 or less says no. */
function ask(ground: FirmGround, threshold: number): Maximum {
  return maximiseOn(ground, fewAtOrBelow(ground.score, threshold), { value: -1, start: ground.x });
}

function claim(ground: FirmGround, value: number, { bound, proof }: Maximum): FirmGround {
  const { program, score, x } = ground;
  const fixed = program.fixed.map((was, pair) => ((score[pair] as number) < value ? 0 : was));
  // The step's row forbids the weaker pairs; they are left out instead.
  const without = withRow({ ...program, fixed }, EMPTY_ROW);
  return standOn(ground, x, { level: 'weakest', value, bound, proof }, without);
}
