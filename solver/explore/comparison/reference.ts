import type { Reference } from '../../contract/explore/comparison.ts';
import type { Problem } from '../../contract/problem.ts';
import { canonicalProblem } from '../../program/canonical.ts';
import { pairsInInput } from '../../program/to-input.ts';
import { counted } from '../counted.ts';
import { choiceOf } from '../repair/match-before.ts';
import { uniform } from '../uniform.ts';
import { deferredAcceptance } from './deferred-acceptance.ts';
import type { Preferences } from './preferences.ts';
import { takeInOrder } from './take-in-order.ts';
import { toldMatch } from './told-match.ts';

/** Two people of an earlier match, by id. */
export interface EarlierPair {
  readonly participant: string;
  readonly mentor: string;
}

/** The best pair that is still possible is taken first, ids deciding between equal ones: what somebody does by hand. */
export function greedyReference(problem: Problem): Reference {
  const { program, order } = canonicalProblem(problem);
  const score = program.objective;
  const ranked = Int32Array.from(score.keys()).sort(
    (a, b) => (score[b] as number) - (score[a] as number) || a - b,
  );
  const pairs = pairsInInput(program, order, takeInOrder(program, ranked));
  return told(problem, 'greedy', pairs, 'Taking the best pair first');
}

/** Pairs are taken as they come in an order that the seed draws: what chance gives. The order of the input does not matter. */
export function randomReference(problem: Problem, seed: number): Reference {
  const { program, order } = canonicalProblem(problem);
  const drawn = Float64Array.from(program.objective, (_, pair) => uniform(seed, 0, pair));
  const ranked = Int32Array.from(drawn.keys()).sort(
    (a, b) => (drawn[a] as number) - (drawn[b] as number) || a - b,
  );
  const pairs = pairsInInput(program, order, takeInOrder(program, ranked));
  return told(problem, 'random', pairs, `Chance with the seed ${seed}`);
}

/** The stable match that is best for the participants. */
export function deferredReference(problem: Problem, preferences: Preferences): Reference {
  const { program, order } = canonicalProblem(problem);
  const canonical = {
    participant: Float64Array.from(order.pairs, (pair) => preferences.participant[pair] as number),
    mentor: Float64Array.from(order.pairs, (pair) => preferences.mentor[pair] as number),
  };
  const pairs = pairsInInput(program, order, deferredAcceptance(program, canonical));
  return told(problem, 'deferred', pairs, 'Deferred acceptance, the participants asking,');
}

/** What is left of an earlier match: its pairs in the order in which they are given, where they are allowed and a place is free. */
export function earlierReference(problem: Problem, earlier: readonly EarlierPair[]): Reference {
  const { program, order } = canonicalProblem(problem);
  const key = (participant: string, mentor: string) => JSON.stringify([participant, mentor]);
  const place = new Map<string, number>();
  for (let pair = 0; pair < order.pairs.length; pair += 1) {
    const participant =
      problem.participants[order.participants[program.participant[pair] as number] as number];
    const mentor = problem.mentors[order.mentors[program.mentor[pair] as number] as number];
    place.set(key(participant?.id as string, mentor?.id as string), pair);
  }
  const known = earlier.map((pair) => ({ ...pair, at: place.get(key(pair.participant, pair.mentor)) }));
  const ranked = Int32Array.from(known.flatMap(({ at }) => (at === undefined ? [] : [at])));
  const x = takeInOrder(program, ranked);
  const dropped = known
    .filter(({ at }) => at === undefined || x[at] === 0)
    .map(({ participant, mentor }) => ({ participant, mentor }));
  const reference = told(problem, 'earlier', pairsInInput(program, order, x), 'The earlier match');
  return {
    ...reference,
    dropped,
    sentence: `${reference.sentence} ${counted(dropped.length, 'pair')} of it cannot be had now.`,
  };
}

function told(problem: Problem, kind: Reference['kind'], pairs: [number, number][], how: string): Reference {
  const match = toldMatch(problem, choiceOf(problem, pairs));
  const keeps = match.keeps ? '' : ' It does not keep every minimum and quota.';
  return {
    format: 'mile-reference/1',
    kind,
    pairs,
    ...match,
    dropped: [],
    sentence: `${how} gives ${counted(match.matched, 'pair')} with a score of ${match.score}.${keeps}`,
  };
}
