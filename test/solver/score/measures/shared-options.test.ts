import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'shared-options',
  parts: [
    { participantField: 'days', mentorField: 'days', share: 25 },
    { participantField: 'tools', mentorField: 'tools', share: 75 },
  ],
  whenMissing: 500,
};

test('what is shared counts against the smaller choice, and parts are averaged by share', () => {
  const mine = { days: ['mon', 'tue'], tools: ['saw', 'kiln', 'loom'] };
  const theirs = { days: ['tue'], tools: ['kiln', 'saw', 'anvil', 'plane'] };
  // 25 x 1/1 + 75 x 2/3 of 100
  expect(judge(criterion, mine, theirs)).toEqual({
    points: 750,
    missing: false,
    sentence: 'Days: both say TUE; Tools: both say SAW and KILN.',
  });
});

test('a part that one of the two left open is left out', () => {
  expect(judge(criterion, { days: ['mon'], tools: ['saw'] }, { tools: ['loom'] })).toEqual({
    points: 0,
    missing: false,
    sentence: 'Tools: nothing in common; "Days" was left open and does not count.',
  });
});

test('the order of a choice does not matter', () => {
  expect(judge(criterion, { days: ['tue', 'mon'] }, { days: ['mon', 'tue'] }).points).toBe(1000);
});

test('with every part left open it is missing', () => {
  expect(judge(criterion, { days: ['mon'] }, { tools: ['saw'] })).toEqual({
    points: 500,
    missing: true,
    sentence: 'No answer to "Days" from the master or to "Tools" from the apprentice: counted as neutral.',
  });
});

test('a confidential answer is not said', () => {
  const parts = [{ participantField: 'origins', mentorField: 'origins', share: 1 }];
  const { sentence } = judge({ ...criterion, parts }, { origins: ['hill'] }, { origins: ['hill'] });
  expect(sentence).toBe('Origins: something in common.');
});
