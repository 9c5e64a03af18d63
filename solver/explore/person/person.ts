import type { Domino, Person, PossiblePartner } from '../../contract/explore/person.ts';
import { compareIdentifiers } from '../../contract/identifier.ts';
import type { Side } from '../../contract/identifier.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Chosen } from '../comparison/told-match.ts';
import { counted } from '../counted.ts';
import { lossInWords } from '../forcing/loss-in-words.ts';
import type { Searches } from '../forcing/searches.ts';
import type { Gone } from '../repair/gone.ts';
import { pairAnswers } from './ask-pair.ts';
import type { PairAnswers } from './ask-pair.ts';
import { dominoesBetween } from './dominoes.ts';

export interface PersonQuestion {
  /** Who asks. */
  readonly person: Gone;
  /** What a score is for people: the policy's fit, or the score itself where there is no policy. */
  readonly fitOf: (score: number) => number;
  /** Tell the best so many of the possible partners. */
  readonly most: number;
}

/**
 * The possible partners of one person, the best first, and what stands in the way of each: who holds the partner's places, what the best match
 * loses when the pair has to be in it, and who moves then. Without quotas, where matched and then score (or matched alone) is maximised, the loss and
 * the fewest moves are exact from one best match; else each pair takes a solve of its own (`partial` where the time ended).
 */
export function personOf(problem: Problem, question: PersonQuestion, searches: Searches): Person {
  const { person } = question;
  const ranked = rankedPairs(problem, person);
  const answers = pairAnswers(problem, searches);
  const known = answers === 'open' ? undefined : answers;
  const possible = ranked
    .slice(0, question.most)
    .map((pair) =>
      possiblePartner(problem, question, { pair, rank: rankOf(problem, ranked, pair), answers }),
    );
  const partners =
    known && ids(problem, person.side, partnersIn(problem, person.side, person.index, known.best));
  const id = nodesOf(problem, person.side)[person.index]?.id as string;
  return {
    format: 'mile-person/1',
    side: person.side,
    id,
    partners: partners ?? null,
    allowed: ranked.length,
    possible,
    partial: possible.some(({ status }) => status === 'open'),
    sentence: personSentence(id, partners, possible, ranked.length),
  };
}

/** The person's pairs: the highest score first, then by the partner's id. */
function rankedPairs(problem: Problem, { side, index }: Gone): number[] {
  const { pairs } = problem;
  const own: number[] = [];
  for (let pair = 0; pair < pairs.score.length; pair += 1) if (pairs[side][pair] === index) own.push(pair);
  const partner = (pair: number) => partnerId(problem, side, pair);
  return own.sort(
    (a, b) =>
      (pairs.score[b] as number) - (pairs.score[a] as number) || compareIdentifiers(partner(a), partner(b)),
  );
}

function rankOf({ pairs }: Problem, ranked: readonly number[], pair: number): number {
  return 1 + ranked.findIndex((other) => pairs.score[other] === pairs.score[pair]);
}

interface Asked {
  readonly pair: number;
  readonly rank: number;
  readonly answers: PairAnswers | 'open' | undefined;
}

function possiblePartner(
  problem: Problem,
  { person, fitOf }: PersonQuestion,
  { pair, rank, answers }: Asked,
): PossiblePartner {
  const score = problem.pairs.score[pair] as number;
  const partner = partnerId(problem, person.side, pair);
  const head = { partner, score, fit: fitOf(score), rank };
  const unsettled = (status: 'open' | 'impossible', heldBy: string[], why: string) => ({
    ...head,
    status,
    heldBy,
    loss: null,
    othersLose: null,
    dominoes: [],
    sentence: why,
  });
  if (answers === 'open') return unsettled('open', [], `${partner}: no best match is proven.`);
  if (!answers)
    return unsettled('impossible', [], `${partner}: nothing keeps the minima, pins and quotas together.`);
  const heldBy = holders(problem, person.side, pair, answers.best);
  const other = otherSide(person.side);
  const places = nodesOf(problem, other)[problem.pairs[other][pair] as number]?.max ?? 0;
  const place = placeWords(partner, heldBy, places);
  const after = answers.having(pair);
  if (after === 'open') return unsettled('open', heldBy, `${partner} was not settled in the time.`);
  if (after === 'impossible')
    return unsettled('impossible', heldBy, `${place}; pins, minima or quotas leave no match with this pair.`);
  if (answers.best[pair] === 1)
    return {
      ...head,
      status: 'matched',
      heldBy: [],
      loss: { matched: 0, score: 0 },
      othersLose: { matched: 0, score: 0 },
      dominoes: [],
      sentence: `${partner} is a partner in the best match.`,
    };
  const loss = lossBetween(problem, answers.best, after, () => true);
  const ends = problem.pairs[person.side];
  const othersLose = lossBetween(problem, answers.best, after, (one) => ends[one] !== person.index);
  const dominoes = dominoesBetween(problem, answers.best, after, problem.pairs.participant[pair] as number);
  return {
    ...head,
    status: 'possible',
    heldBy,
    loss,
    othersLose,
    dominoes,
    sentence: `${place}; to have this pair costs ${lossInWords(loss)}${heldBy.length === 0 ? '' : ` (the others lose ${lossInWords(othersLose)})`}. ${falling(dominoes)}`,
  };
}

/** Over the pairs that count. */
function lossBetween(
  { levels, pairs }: Problem,
  best: Chosen,
  after: Chosen,
  counts: (pair: number) => boolean,
): { matched: number; score: number } {
  const loss = { matched: 0, score: 0 };
  for (let pair = 0; pair < best.length; pair += 1) {
    const lost = (best[pair] as number) - (after[pair] as number);
    if (lost === 0 || !counts(pair)) continue;
    if (levels.includes('matched')) loss.matched += lost;
    if (levels.includes('score')) loss.score += lost * (pairs.score[pair] as number);
  }
  return loss;
}

/** Those who have the partner's places; nobody where one is free, or where the pair is matched. */
function holders(problem: Problem, side: Side, pair: number, best: Chosen): string[] {
  if (best[pair] === 1) return [];
  const other = otherSide(side);
  const node = problem.pairs[other][pair] as number;
  const held = partnersIn(problem, other, node, best);
  return held.length < (nodesOf(problem, other)[node]?.max ?? 0) ? [] : ids(problem, other, held);
}

/** Pairs of somebody in a match. */
function partnersIn({ pairs }: Problem, side: Side, node: number, chosen: Chosen): number[] {
  const own: number[] = [];
  for (let pair = 0; pair < chosen.length; pair += 1)
    if (chosen[pair] === 1 && pairs[side][pair] === node) own.push(pair);
  return own;
}

function ids(problem: Problem, side: Side, pairs: readonly number[]): string[] {
  return pairs.map((pair) => partnerId(problem, side, pair)).sort(compareIdentifiers);
}

function partnerId(problem: Problem, side: Side, pair: number): string {
  const other = otherSide(side);
  return nodesOf(problem, other)[problem.pairs[other][pair] as number]?.id as string;
}

function otherSide(side: Side): Side {
  return side === 'participant' ? 'mentor' : 'participant';
}

function nodesOf({ participants, mentors }: Problem, side: Side): Problem['mentors'] {
  return side === 'participant' ? participants : mentors;
}

function placeWords(partner: string, heldBy: readonly string[], places: number): string {
  if (places === 0) return `${partner} has no place`;
  return heldBy.length === 0 ? `${partner} has a free place` : `${partner} is held by ${heldBy.join(', ')}`;
}

function falling(dominoes: readonly Domino[]): string {
  const nobody = (mentors: readonly string[]) => (mentors.length === 0 ? 'nobody' : mentors.join(', '));
  const words = dominoes.map(
    ({ participant, before, after }) => `${participant} goes from ${nobody(before)} to ${nobody(after)}`,
  );
  return `${words.join('; ')}.`;
}

function personSentence(
  id: string,
  partners: readonly string[] | undefined,
  possible: readonly PossiblePartner[],
  allowed: number,
): string {
  if (!partners) return `No best match is known, so nothing can be said of what ${id} could have.`;
  if (allowed === 0) return `${id} has no possible partner by the rules.`;
  const ranks = possible.filter(({ status }) => status === 'matched').map(({ rank }) => rank);
  const free = possible.filter(
    ({ status, loss }) => status === 'possible' && loss?.matched === 0 && loss.score === 0,
  ).length;
  const has = partners.length === 0 ? 'has nobody' : `has ${partners.join(', ')}`;
  const which = ranks.length === 0 ? '' : ` (rank ${ranks.join(', ')} of ${allowed})`;
  return `${id} ${has}${which}; of ${counted(possible.length, 'partner')} looked at, ${free} more would cost nothing.`;
}
