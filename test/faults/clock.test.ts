import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FoundMatching } from '#solver/contract/matching.ts';
import { eventsOf } from '../../web/src/api/event-stream.ts';
import { askSomethingHard } from '../support/hard-question.ts';
import { cookieOf, PASSWORD } from '../support/people-with-accounts.ts';
import { startService } from '../support/service.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { howMany } from './support/how-many.ts';
import { clockOf } from './support/set-clock.ts';

const HOUR = 3_600;

/** A service whose clock the test sets, in seconds ahead of the real one. */
async function serviceWithClock() {
  const { settings, set: setClock } = clockOf(join(temporaryFolder(), 'clock'));
  const service = await startService(temporaryFolder(), settings);
  onTestFinished(async () => void (await service.stop()));
  return { service, setClock };
}

test('a clock that is set during a search ends nothing early or late, and proves nothing', async () => {
  const { service, setClock } = await serviceWithClock();
  const hard = await askSomethingHard(service.origin);
  const steps = [HOUR, 0, -HOUR, 0, 2 * HOUR, -2 * HOUR].slice(0, howMany(6, 2));
  const [head, ...rest] = hard.policy.criteria;
  let asked = 0;
  const search = (timeLimit: number, onStarted: () => void) => {
    // Other weights than before, so that no answer is remembered.
    asked += 1;
    const policy = { ...hard.policy, criteria: [{ ...head, weight: 1 + asked / 10 }, ...rest] };
    const question = { cohortVersion: hard.cohort.version, policy, revision: asked, timeLimit };
    return searchDuring(`${service.origin}/api/cohorts/${hard.cohort.id}/matchings`, question, onStarted);
  };
  for (const [round, ahead] of steps.entries()) {
    let heard: Awaited<ReturnType<typeof search>> = { matches: 0 };
    // A slow machine may take longer to find the first match.
    for (const timeLimit of [4, 20, 100]) {
      if (heard.matches > 0) break;
      setClock(steps[round - 1] ?? 0);
      heard = await search(timeLimit, () => setClock(ahead));
    }
    // The search told of matches after the clock was set: it did not end there.
    expect(heard.matches).toBeGreaterThan(0);
    expect(heard.result?.status).toBe('feasible');
  }
});

/** Asks for a match, does something once the search has begun, and gives its result and how many matches were told of on the way. */
async function searchDuring(
  url: string,
  question: object,
  onStarted: () => void,
): Promise<{ result?: FoundMatching | undefined; matches: number }> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(question),
  });
  let result: FoundMatching | undefined;
  let matches = 0;
  for await (const { name, data } of eventsOf(reply.body as ReadableStream<Uint8Array>)) {
    if (name === 'started') onStarted();
    if (name === 'progress') matches += 1;
    if (name === 'result') result = (JSON.parse(data) as { matching: FoundMatching }).matching;
  }
  return { result, matches };
}

test('a session ends by the clock on the wall, and one from the future is over: it would live longer than it may', async () => {
  const { service, setClock } = await serviceWithClock();
  const token = /set-up\/(\S+)/.exec(service.printed())?.[1];
  const post = (path: string, body: unknown) =>
    fetch(`${service.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const account = { email: 'olga@example.org', password: PASSWORD };
  const cookieFrom = (reply: Response) => {
    expect(reply.status).toBeLessThan(300);
    return cookieOf({ headers: { 'set-cookie': reply.headers.get('set-cookie') ?? '' } } as never);
  };
  const isLetIn = async (cookie: string) => {
    const { status } = await fetch(`${service.origin}/api/cohorts`, { headers: { cookie } });
    expect([200, 401]).toContain(status);
    return status === 200;
  };
  const first = cookieFrom(await post('/api/set-up', { ...account, token, name: 'Olga' }));
  expect(await isLetIn(first)).toBe(true);
  setClock(HOUR);
  expect(await isLetIn(first)).toBe(false);
  const later = cookieFrom(await post('/api/session', account));
  expect(await isLetIn(later)).toBe(true);
  setClock(0);
  expect(await isLetIn(later)).toBe(false);
  const now = cookieFrom(await post('/api/session', account));
  expect(await isLetIn(now)).toBe(true);
});
