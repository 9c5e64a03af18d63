import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError, door } from '../../../web/src/api/client.ts';
import { Question } from '../../../web/src/session/question.svelte.ts';

const QUIET_MS = 50;

/** Answers in the order that the test chooses. */
function slow() {
  const asked: { answer: (text: string) => void; refuse: (error: Error) => void; signal: AbortSignal }[] = [];
  const put = (signal: AbortSignal) =>
    new Promise<string>((answer, refuse) => asked.push({ answer, refuse, signal }));
  return { asked, put };
}

const rest = (time = 0) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('an older answer never takes the place of a newer one, and the older question is broken off', async () => {
  const { asked, put } = slow();
  const question = new Question<string>();
  question.ask('ana', put);
  question.ask('bo', put);
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[1]?.answer('of bo');
  await rest();
  asked[0]?.answer('of ana');
  await rest();
  expect(question.answer).toBe('of bo');
  expect(question.busy).toBe(false);
});

test('the answer stays while its subject is asked about again, and goes with another subject', async () => {
  const { asked, put } = slow();
  const question = new Question<string>();
  question.ask('ana', put);
  asked[0]?.answer('first');
  await rest();
  question.ask('ana', put);
  expect([question.answer, question.busy]).toEqual(['first', true]);
  question.ask('bo', put);
  expect(question.answer).toBeUndefined();
});

test('of questions in quick succession the last alone goes out', async () => {
  const { asked, put } = slow();
  const question = new Question<string>(QUIET_MS);
  for (const subject of ['ana', 'bo', 'cy']) {
    question.ask(subject, put);
    await rest(QUIET_MS - 1);
  }
  expect(asked).toHaveLength(0);
  await rest(1);
  expect(asked).toHaveLength(1);
});

test('a refusal is told in its own words, and the next answer ends it', async () => {
  const { asked, put } = slow();
  const question = new Question<string>();
  question.ask('ana', put);
  asked[0]?.refuse(new Error('There is nobody of that id.'));
  await rest();
  expect([question.trouble, question.busy]).toEqual(['There is nobody of that id.', false]);
  question.ask('ana', put);
  asked[1]?.answer('now');
  await rest();
  expect([question.trouble, question.answer]).toEqual([undefined, 'now']);
});

test('what was forgotten is not asked and not answered', async () => {
  const { asked, put } = slow();
  const question = new Question<string>(QUIET_MS);
  question.ask('ana', put);
  question.forget();
  await rest(QUIET_MS);
  expect(asked).toHaveLength(0);
  question.ask('ana', put);
  await rest(QUIET_MS);
  question.forget();
  asked[0]?.answer('late');
  await rest();
  expect([question.answer, question.busy]).toEqual([undefined, false]);
});

test('what could not reach the service goes out again once anything does, unless something newer was asked', async () => {
  const { asked, put } = slow();
  const question = new Question<string>();
  const reach = () => door.dispatchEvent(new Event('reached'));
  question.ask('ana', put);
  asked[0]?.refuse(new ApiError('OFFLINE', 'The service does not answer.'));
  await rest();
  expect([question.trouble, question.busy]).toEqual(['The service does not answer.', false]);
  reach();
  expect([question.trouble, question.busy]).toEqual([undefined, true]);
  asked[1]?.answer('of ana');
  await rest();
  expect(question.answer).toBe('of ana');
  reach();
  expect(asked).toHaveLength(2);

  question.ask('bo', put);
  asked[2]?.refuse(new ApiError('OFFLINE', 'The service does not answer.'));
  await rest();
  question.ask('cy', put);
  reach();
  expect(asked).toHaveLength(4);
});
