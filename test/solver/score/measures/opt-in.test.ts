import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'opt-in',
  participantField: 'origins',
  mentorField: 'origins',
  wishField: 'originWish',
  whenMissing: 300,
};

test('the wish counts only where it was made', () => {
  const points = (originWish: boolean | undefined, mine: string[], theirs: string[]) =>
    judge(
      criterion,
      { ...(originWish === undefined ? {} : { originWish }), origins: mine },
      { origins: theirs },
    ).points;
  expect(points(true, ['hill'], ['coast', 'hill'])).toBe(1000);
  expect(points(true, ['hill'], ['coast'])).toBe(0);
  expect(points(false, ['hill'], ['hill'])).toBe(0);
  expect(points(undefined, ['hill'], ['hill'])).toBe(0);
});

test('a wish without an answer to it is missing', () => {
  expect(judge(criterion, { originWish: true }, { origins: ['hill'] })).toMatchObject({
    points: 300,
    missing: true,
  });
  expect(judge(criterion, { originWish: true, origins: ['hill'] }, {})).toMatchObject({
    points: 300,
    missing: true,
  });
});

test('the sentence says nothing of wish or answers', () => {
  const sentences = [
    judge(criterion, { originWish: true, origins: ['hill'] }, { origins: ['hill'] }),
    judge(criterion, { originWish: true, origins: ['hill'] }, { origins: ['coast'] }),
    judge(criterion, { originWish: false, origins: ['hill'] }, { origins: ['hill'] }),
    judge(criterion, {}, {}),
  ].map(({ sentence }) => sentence);
  expect(new Set(sentences)).toEqual(
    new Set(['Counted in confidence: neither the wish nor an answer is shown.']),
  );
});
