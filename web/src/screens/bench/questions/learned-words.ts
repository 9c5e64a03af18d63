import type { Learned } from '#solver/contract/explore/learn.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { isAmong, withWeight } from '../../../session/policy-edits.ts';
import { couplesOf } from '../moves.ts';
import { numberWords } from '../question-words.ts';
import { pairWords, type NameOf } from '../words.ts';

/** A slider that would move. */
export interface WeightMove {
  criterion: string;
  label: string;
  before: number;
  after: number;
}

export function weightMoves({ weights }: Learned, policy: Policy): WeightMove[] {
  return weights.flatMap(({ criterion, before, after }) => {
    const label = policy.criteria.find(({ id }) => id === criterion)?.label ?? criterion;
    return before === after ? [] : [{ criterion, label, before, after }];
  });
}

/** What the weights would bring about, in a sentence. */
export function learnedWords({ status, weights, lost }: Learned): string {
  const isSame = weights.every(({ before, after }) => before === after);
  if (status === 'explained')
    return isSame
      ? 'The weights of now already make a match with these pairs the best.'
      : 'With these weights a match with these pairs is the best.';
  const loss = `by ${numberWords(lost.after)} points a pair, instead of ${numberWords(lost.before)} now`;
  return isSame
    ? 'No weights make a match with all of these pairs the best; those of now come nearest.'
    : `No weights make a match with all of these pairs the best. These come nearest: the best match would be ahead ${loss}.`;
}

/** The pairs that no weights explain, each in a sentence. */
export function unexplainedWords(learned: Learned, nameOf: NameOf): string[] {
  const { notAllowed } = learned;
  const inTheWay = couplesOf(learned.inTheWay, learned);
  const unexplained = couplesOf(learned.unexplained, learned);
  return [
    ...unexplained.map(
      (pair) => `${pairWords(pair, nameOf)}: no weights explain this pair beside the others.`,
    ),
    ...inTheWay.map(
      (pair) => `${pairWords(pair, nameOf)}: cannot stand beside the others in a match of the most pairs.`,
    ),
    ...notAllowed.map(({ blockedBy, ...pair }) => {
      const rules = blockedBy.map(({ label }) => `“${label}”`).join(', ');
      return `${pairWords(pair, nameOf)}: not allowed${rules === '' ? ', the committee forbade it' : ` by ${rules}`}.`;
    }),
  ];
}

/** The policy with the learned weights. Pins that these explain are not needed any more, the others stay. */
export function withLearned(policy: Policy, learned: Learned): Policy {
  const kept: Decision[] = [
    ...couplesOf(learned.inTheWay, learned),
    ...couplesOf(learned.unexplained, learned),
  ];
  const weighed = learned.weights.reduce(
    (changed, { criterion, after }) => withWeight(changed, criterion, after),
    policy,
  );
  return { ...weighed, pins: policy.pins.filter((pin) => isAmong(kept, pin)) };
}
