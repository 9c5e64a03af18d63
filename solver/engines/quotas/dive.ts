import type { RelaxedAgain } from '../linear-engine.ts';
import { isFractional } from './support.ts';
import type { Support } from './support.ts';
import type { CoreSession } from './core-session.ts';
import { spread } from './spread.ts';

const MOST_STEPS = 100;
/** How much chance counts against the values, in all dives but the first. */
const CHANCE = 0.7;

/**
 * From a node's relaxation one pair after the other is fixed to 1, that of the largest value that is not whole, or to 0 where it may not be 1,
 * until all are whole or nothing is left: a choice, or undefined (a diving heuristic; Achterberg 2007, chapter 9). Later dives draw the pairs
 * by chance as well. The session is left as it was.
 */
export function dive(
  session: CoreSession,
  from: Support,
  draw: number,
  enough: number,
  closes: (answer: RelaxedAgain) => boolean,
): Support | undefined {
  const fixed: number[] = [];
  const fixedTo = (pair: number, to: 0 | 1) => {
    session.fix(pair, to);
    return session.relax(enough);
  };
  let support: Support | undefined = from;
  for (let step = 0; support && step < MOST_STEPS; step += 1) {
    const pair = nextPair(support, draw);
    if (pair < 0) break;
    fixed.push(pair);
    let answer = fixedTo(pair, 1);
    if (closes(answer)) answer = fixedTo(pair, 0);
    support = answer.status === 'optimal' && !closes(answer) ? session.supportOf(answer.values) : undefined;
  }
  session.release(fixed);
  return support && !support.values.some(isFractional) ? support : undefined;
}

/** -1 where all values are whole. */
function nextPair({ pairs, values }: Support, draw: number): number {
  let best = -1;
  let bestScore = -Infinity;
  for (let index = 0; index < pairs.length; index += 1) {
    const value = values[index] as number;
    if (!isFractional(value)) continue;
    const pair = pairs[index] as number;
    const score = value + (draw === 0 ? 0 : CHANCE * spread(pair, draw));
    if (score <= bestScore) continue;
    best = pair;
    bestScore = score;
  }
  return best;
}
