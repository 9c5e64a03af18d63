import { expect, test } from 'vitest';
import type { Person, PossiblePartner } from '#solver/contract/explore/person.ts';
import { partnerChoices } from '../../../../../web/src/screens/bench/why/choices.ts';
import { dominoLines } from '../../../../../web/src/screens/bench/why/domino-lines.ts';
import {
  choosingWords,
  insteadWords,
  shortNames,
} from '../../../../../web/src/screens/bench/why/why-words.ts';
import { shippedPolicy, weighed } from '../../../../support/web/policy.ts';

// Weights 8 and 2 are scored as 4 and 1: a point of fit is 50 of the score.
const policy = weighed(shippedPolicy(), [80, 20]);
const POINT = 50;
const NAMES: Record<string, string> = {
  ines: 'Ines',
  olga: 'Olga',
  marta: 'Marta',
  pavel: 'Pavel',
  kai: 'Kai',
  jun: 'Jun',
};
const nameOf = (id: string) => NAMES[id] ?? id;

function partner(id: string, fit: number, more: Partial<PossiblePartner> = {}): PossiblePartner {
  const none = { matched: 0, score: 0 };
  return {
    partner: id,
    fit,
    score: fit * POINT,
    rank: 1,
    status: 'possible',
    heldBy: [],
    loss: none,
    othersLose: none,
    dominoes: [],
    sentence: '',
    ...more,
  };
}
const domino = (participant: string, before: string[], after: string[], fits: [number, number]) => ({
  participant,
  before,
  after,
  scoreBefore: fits[0] * POINT,
  scoreAfter: fits[1] * POINT,
});
const personOf = (...possible: PossiblePartner[]): Person => ({
  format: 'mile-person/1',
  side: 'participant',
  id: 'ines',
  partners: ['marta'],
  allowed: possible.length,
  possible,
  partial: false,
  sentence: '',
});

const marta = partner('marta', 78, { status: 'matched' });
const olga = partner('olga', 84, {
  heldBy: ['pavel'],
  loss: { matched: 0, score: 16 * POINT },
  othersLose: { matched: 0, score: 22 * POINT },
  dominoes: [
    domino('ines', ['marta'], ['olga'], [78, 84]),
    domino('pavel', ['olga'], ['jun'], [70, 60]),
    domino('kai', ['jun'], [], [12, 0]),
  ],
});
const told = { policy, nameOf };

test('who fits better, what leaving costs, and what choosing does', () => {
  expect(insteadWords('marta', { person: personOf(olga, marta), ...told })).toBe(
    'Olga fits better (84 against 78), but Olga leaving Pavel costs 22. Choosing Olga lowers the whole match by 16 and moves Pavel and Kai.',
  );
});

test('the best mentor is followed by the next best', () => {
  const next = partner('jun', 74, { loss: { matched: 0, score: 4 * POINT } });
  expect(insteadWords('marta', { person: personOf(marta, next), ...told })).toBe(
    'Next comes Jun (74 against 78). Choosing Jun lowers the whole match by 4 and moves nobody else.',
  );
  expect(insteadWords('marta', { person: personOf(marta), ...told })).toBeUndefined();
});

test('fits that round alike are told finer, and what cannot be or was not settled says so', () => {
  const close = partner('olga', 78.4, { status: 'impossible', loss: null, othersLose: null });
  expect(insteadWords('marta', { person: personOf(close, marta), ...told })).toBe(
    'Olga fits better (78.4 against 78.0), but no match that keeps what has to hold has this pair.',
  );
  expect(insteadWords('marta', { person: personOf({ ...close, status: 'open' }, marta), ...told })).toContain(
    'not settled in the time',
  );
});

test('choosing may cost nothing, or a place', () => {
  expect(choosingWords(partner('jun', 70), told)).toBe(
    'Choosing Jun is as good for the whole match and moves nobody else.',
  );
  expect(choosingWords(partner('jun', 70, { loss: { matched: 1, score: -30 } }), told)).toBe(
    'Choosing Jun leaves 1 more without a mentor and moves nobody else.',
  );
  expect(shortNames(['a', 'b', 'c', 'd', 'e'], nameOf)).toBe('a, b, c and 2 others');
});

test('everybody can be chosen: possible mentors by fit with the cost, the others with the rule in the way', () => {
  const [rule] = policy.rules;
  if (!rule) throw new Error('the policy has rules');
  const barred = {
    format: 'mile-barred/1' as const,
    side: 'participant' as const,
    id: 'ines',
    partners: [
      { partner: 'kai', rules: [rule.id], forbidden: false },
      { partner: 'ada', rules: [], forbidden: true },
    ],
  };
  const ids = ['ada', 'kai', 'jun', 'olga'];
  const person = personOf(olga, marta, partner('jun', 70));
  expect(
    partnerChoices({ ids, person, barred, policy, nameOf }).map(({ label, detail }) => [label, detail]),
  ).toEqual([
    ['Olga', 'fit 84.0, costs 16 points'],
    ['Jun', 'fit 70.0, costs nothing'],
    ['ada', 'not allowed: forbidden by the committee'],
    ['Kai', `not allowed: “${rule.label}”`],
  ]);
});

test('who moves where is told with the fits, whose sum is the cost', () => {
  const lines = dominoLines(olga, policy, nameOf);
  expect(
    lines.map(({ name, before, after, fitBefore, fitAfter }) => [name, before, after, fitBefore, fitAfter]),
  ).toEqual([
    ['Ines', 'Marta', 'Olga', 78, 84],
    ['Pavel', 'Olga', 'Jun', 70, 60],
    ['Kai', 'Jun', 'nobody', 12, undefined],
  ]);
  const gain = lines.reduce((sum, { fitBefore = 0, fitAfter = 0 }) => sum + fitAfter - fitBefore, 0);
  expect(gain).toBe(-16);
});
