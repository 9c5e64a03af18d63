import type { Frontier, FrontierPoint } from '../../contract/explore/fairness.ts';
import type { Problem } from '../../contract/problem.ts';
import { counted } from '../counted.ts';
import { othersMoved } from '../forcing/moved.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import type { Resolve } from '../resolve.ts';
import type { AskBest, BestAbove } from './ask-best.ts';
import { bestByFlow } from './best-by-flow.ts';
import { bestByResolving } from './best-by-resolving.ts';

/**
 * The whole frontier between the weakest score and the total, with as many matched as can be (the price of fairness: Bertsimas, Farias and Trichakis
 * 2011). The best total at a threshold is the best one up to the weakest score that its match has, so the next threshold is just above it: a
 * solve for each point, and one for each tie. Whatever the problem's levels are, matched and score are what counts here. Throws what a solve throws.
 */
export function frontierOf(problem: Problem, resolve: Resolve): Frontier {
  const levels = { ...problem, levels: ['matched', 'score'] as const };
  const ask: AskBest = problem.quotas.length === 0 ? bestByFlow(levels) : bestByResolving(levels, resolve);
  const found: (BestAbove & { weakest: number | null })[] = [];
  const scoreOf = scoreLookup(problem);
  let threshold: number | null = 0;
  let partial = false;
  while (threshold !== null) {
    const best = ask(threshold);
    partial = best === 'open';
    if (best === undefined || best === 'open') break;
    if (best.matched < (found[0]?.matched ?? 0)) break;
    const weakest = best.matched === 0 ? null : Math.min(...best.pairs.map(scoreOf));
    if (found.at(-1)?.score === best.score) found.pop();
    found.push({ ...best, weakest });
    threshold = weakest === null ? null : weakest + 1;
  }
  const points = found.map((point) => told(point, found[0] ?? point));
  return {
    format: 'mile-frontier/1',
    matched: found[0]?.matched ?? 0,
    points,
    partial,
    sentence: sentenceOf(points, partial),
  };
}

function told(
  { weakest, score, pairs }: BestAbove & { weakest: number | null },
  first: BestAbove,
): FrontierPoint {
  const moved = othersMoved(first.pairs, pairs, NOBODY).length;
  return { weakest, score, lost: first.score - score, moved, pairs };
}

/** No participant has this index: all who move are counted. */
const NOBODY = -1;

function scoreLookup({ mentors, pairs }: Problem): (pair: IndexPairs[number]) => number {
  const scores = new Map<number, number>();
  for (let pair = 0; pair < pairs.score.length; pair += 1) {
    const key = (pairs.participant[pair] as number) * mentors.length + (pairs.mentor[pair] as number);
    scores.set(key, pairs.score[pair] as number);
  }
  return ([participant, mentor]) => scores.get(participant * mentors.length + mentor) as number;
}

function sentenceOf(points: readonly FrontierPoint[], partial: boolean): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last)
    return partial
      ? 'No best match is proven, so nothing can be said of what a better weakest pair costs.'
      : 'Nothing keeps the minima, pins and quotas together. Ask for the conflict.';
  const rest = partial ? ' Higher ones were not settled.' : '';
  if (first === last)
    return `The best total already has the best weakest pair that is possible with ${counted(first.pairs.length, 'pair')}.${rest}`;
  return `The weakest pair can be raised from ${first.weakest} to ${last.weakest} in ${counted(points.length - 1, 'step')}; the last costs ${last.lost} of the total of ${first.score}.${rest}`;
}
