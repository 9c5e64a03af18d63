import { expect, test } from 'vitest';
import type { Explanation } from '#solver/contract/matching.ts';
import type { Api } from '../../../web/src/api/client.ts';
import { ExplanationReader } from '../../../web/src/session/explanation-reader.svelte.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const policy = shippedPolicy();
const olga = { participant: 'ana', mentor: 'olga' };
const pia = { participant: 'ana', mentor: 'pia' };

function explanationOf(pair: typeof olga, fit: number): Explanation {
  const ranks = { rankForParticipant: 1, rankForMentor: 1 };
  return { ...pair, ...ranks, fit, allowed: true, forbidden: false, blockedBy: [], contributions: [] };
}

/** Answers in the order that the test chooses. */
function slowService() {
  const answers: ((explanation: Explanation) => void)[] = [];
  const explain: Api['explain'] = () => new Promise((resolve) => answers.push(resolve));
  return {
    answers,
    reader: new ExplanationReader({ service: { explain }, cohortId: 'c', cohortVersion: 1 }),
  };
}

test('the reasons of another pair never stand under a new question', async () => {
  const { answers, reader } = slowService();
  const first = reader.read(olga, policy);
  const second = reader.read(pia, policy);
  answers[1]?.(explanationOf(pia, 60));
  await second;
  answers[0]?.(explanationOf(olga, 50));
  await first;
  expect(reader.explanation?.mentor).toBe('pia');
  const third = reader.read(olga, policy);
  expect(reader.explanation).toBeUndefined();
  answers[2]?.(explanationOf(olga, 50));
  await third;
  expect(reader.explanation?.mentor).toBe('olga');
});

test('the same pair keeps its reasons until newer ones come', async () => {
  const { answers, reader } = slowService();
  const first = reader.read(olga, policy);
  answers[0]?.(explanationOf(olga, 50));
  await first;
  const again = reader.read({ ...olga }, policy);
  expect(reader.explanation?.fit).toBe(50);
  answers[1]?.(explanationOf(olga, 55));
  await again;
  expect(reader.explanation?.fit).toBe(55);
});

test('no question, no reasons', async () => {
  const { answers, reader } = slowService();
  const first = reader.read(olga, policy);
  answers[0]?.(explanationOf(olga, 50));
  await first;
  await reader.read(undefined, policy);
  expect(reader.explanation).toBeUndefined();
});

test('a refusal is told in the words of the service', async () => {
  const explain = () => Promise.reject(new Error('There is nobody of that id.'));
  const reader = new ExplanationReader({ service: { explain }, cohortId: 'c', cohortVersion: 1 });
  await reader.read(olga, policy);
  expect(reader.trouble).toBe('There is nobody of that id.');
});
