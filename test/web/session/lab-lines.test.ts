import { beforeEach, expect, test, vi } from 'vitest';
import type { LabRun } from '#solver/contract/api/lab.ts';
import type { LabStudy, LabStudyRequest, LabStudySweep } from '#solver/contract/api/lab-study.ts';
import { ApiError, type Api } from '../../../web/src/api/client.ts';
import { AGAIN_MS, LabSession } from '../../../web/src/session/lab-session.svelte.ts';
import { FollowedSweep } from '../../../web/src/session/followed-sweep.svelte.ts';

const AWAY = new ApiError('OFFLINE', 'The service does not answer.');
const rest = (time = 0) => vi.advanceTimersByTimeAsync(time);

/** What is followed here goes on for ever; every line ends once it has told that, or is refused. */
class Lines<Now> {
  refusal: Error | undefined;
  made = 0;
  readonly #now: Now;

  constructor(now: Now) {
    this.#now = now;
  }

  follow = (_: string, { onnow }: { onnow: (now: Now) => void }): Promise<void> => {
    this.made += 1;
    if (this.refusal) return Promise.reject(this.refusal);
    onnow(this.#now);
    return Promise.resolve();
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('a study out of reach is asked for again; one that the service refuses is told and left alone', async () => {
  const sweep = { id: 'study', status: 'running' } as LabStudySweep;
  const lines = new Lines(sweep);
  const service = {
    begin: () => Promise.resolve(sweep),
    follow: lines.follow,
    stop: () => Promise.resolve({}),
  };
  const study = new FollowedSweep<LabStudyRequest, LabStudy>(service);
  lines.refusal = AWAY;
  await study.begin({} as LabStudyRequest);
  await rest();
  expect([study.trouble, study.isUnderWay]).toEqual([AWAY.message, true]);
  lines.refusal = undefined;
  await rest(AGAIN_MS);
  expect([study.trouble, study.isUnderWay]).toEqual([undefined, true]);

  lines.refusal = new ApiError('NOT_FOUND', 'There is no such study.');
  await rest(AGAIN_MS);
  const made = lines.made;
  expect([study.trouble, study.isUnderWay]).toEqual(['There is no such study.', false]);
  await rest(10 * AGAIN_MS);
  expect(lines.made).toBe(made);
});

test('what is said of a broken line to a run is gone once the line is back; what was refused stays', async () => {
  const run = { id: 'run', status: 'running' } as LabRun;
  const lines = new Lines(run);
  const service = {
    labRuns: () => Promise.resolve([run]),
    followLabRun: lines.follow,
    startLabRun: () => Promise.reject(new ApiError('TOO_MANY_RUNS', 'Other runs wait.')),
  } as unknown as Api;
  const lab = new LabSession(service);
  lines.refusal = AWAY;
  await lab.load();
  await rest();
  expect(lab.trouble).toBe(AWAY.message);
  lines.refusal = undefined;
  await rest(AGAIN_MS);
  expect(lab.trouble).toBeUndefined();

  await lab.start({} as Parameters<LabSession['start']>[0]);
  await rest(2 * AGAIN_MS);
  expect(lab.trouble).toBe('Other runs wait.');
  lab.close();
});
