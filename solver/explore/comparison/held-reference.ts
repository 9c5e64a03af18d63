import type { HeldReference, Reference } from '../../contract/explore/comparison.ts';
import type { Problem } from '../../contract/problem.ts';
import { counted } from '../counted.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import { movedBetween } from '../weights/told-pairs.ts';
import { blockingPairs } from './blocking.ts';
import { byScore } from './preferences.ts';
import { toldMatch } from './told-match.ts';
import { choiceOf } from '../repair/match-before.ts';

/** The reference beside the best match, where one is known. */
export function heldReference(
  problem: Problem,
  reference: Reference,
  best: IndexPairs | undefined,
): HeldReference {
  const blocking = blockingPairs(problem, reference.pairs, byScore(problem), 0).count;
  const beside = best ? besideBest(problem, reference, best) : null;
  const stability = blocking === 0 ? 'It is stable.' : `${counted(blocking, 'pair')} would rather leave it.`;
  return {
    ...reference,
    best: beside,
    blocking,
    sentence: `${reference.sentence} ${stability}${beside ? ` ${besideSentence(beside)}` : ''}`,
  };
}

function besideBest(
  problem: Problem,
  reference: Reference,
  best: IndexPairs,
): NonNullable<HeldReference['best']> {
  const told = toldMatch(problem, choiceOf(problem, best));
  const own = new Set(reference.pairs.map((pair) => pair.join(' ')));
  return {
    matched: told.matched - reference.matched,
    score: told.score - reference.score,
    shared: best.filter((pair) => own.has(pair.join(' '))).length,
    moved: movedBetween(problem, reference.pairs, best).length,
  };
}

function besideSentence({ matched, score, moved }: NonNullable<HeldReference['best']>): string {
  if (matched === 0 && score === 0) return 'No match is better.';
  const more = [
    ...(matched === 0 ? [] : [`${counted(matched, 'pair')} more`]),
    `a score of ${Math.abs(score)} ${score < 0 ? 'less' : 'more'}`,
  ];
  return `The best match has ${more.join(' and ')}; ${counted(moved, 'participant')} would have other mentors.`;
}
