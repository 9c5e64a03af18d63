import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Mailing } from '#solver/contract/api/mailing.ts';
import { askAt } from '../support/ask.ts';
import { startInProcess } from '../support/in-process-service.ts';
import { MailServer } from '../support/mail-server.ts';
import type { Moment } from '../support/mail-server.ts';
import { startService } from '../support/service.ts';
import type { RunningService } from '../support/service.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { publishSample } from '../support/year.ts';
import { howMany } from './support/how-many.ts';
import { expectSoundFile } from './support/kept-promises.ts';
import { clockOf } from './support/set-clock.ts';

/** Each moment of a letter at which the service is killed, in turn. */
const MOMENTS: readonly Moment[] = ['recipient', 'arrived', 'answered'];
const AFTER_ALL_WAS_LOST_S = 600;

test('killed while letters go out: each is sent once, or perhaps sent, and never twice', async () => {
  const kills = howMany(12, 3);
  const server = await MailServer.start();
  onTestFinished(() => server.stop());
  const folder = temporaryFolder();
  const cohort = await publishedIn(folder);
  const clock = clockOf(join(temporaryFolder(), 'clock'));
  const settings = {
    ...{ SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'mentoring@library.example' },
    ...clock.settings,
  };
  const start = () => startService(folder, settings);
  let service = await start();
  // Also where an expectation fails half way.
  onTestFinished(async () => void (await service.stop('SIGKILL')));

  for (let kill = 0; kill < kills; kill += 1) {
    const killed = killedAt(server, MOMENTS[kill % MOMENTS.length] as Moment, service);
    if (kill === 0) await sendToAll(service, cohort);
    await killed;
    expectSoundFile(folder);
    service = await start();
  }

  await expect.poll(() => statesOf(service, cohort)).not.toContain('queued');
  // Who was cut off is known to be gone a few minutes later.
  await service.stop();
  clock.set(AFTER_ALL_WAS_LOST_S);
  service = await start();
  await expect.poll(() => statesOf(service, cohort)).not.toContain('sending');
  const states = await statesOf(service, cohort);
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  expect(count('sent') + count('perhaps')).toBe(states.length);
  // Two are handed over at once.
  expect(count('perhaps')).toBeGreaterThanOrEqual(1);
  expect(count('perhaps')).toBeLessThanOrEqual(2 * kills);
  const arrived = server.arrived.map(({ mail }) => mail.messageId);
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(arrived.length).toBeGreaterThanOrEqual(count('sent'));
  expect(arrived.length).toBeLessThanOrEqual(states.length);
});

/** A match that was published, so that everybody in it can be written to; gives the cohort's id. */
async function publishedIn(folder: string): Promise<string> {
  const service = await startInProcess({ folder });
  const cohort = await service.sampleCohort();
  await publishSample(service, cohort);
  await service.close();
  return cohort.id;
}

/** Ends the service at the next such moment of a letter, before the mail server goes on. */
async function killedAt(server: MailServer, wanted: Moment, service: RunningService): Promise<void> {
  const reached = Promise.withResolvers();
  let killing: Promise<unknown> | undefined;
  server.manners.meanwhile = async (moment) => {
    if (moment === wanted) killing ??= service.stop('SIGKILL').then(() => reached.resolve(true));
    if (killing) await killing;
  };
  await reached.promise;
  server.manners = {};
}

async function sendToAll({ origin }: RunningService, cohort: string): Promise<void> {
  const ask = askAt(origin);
  const { fingerprint, subject, people } = (await ask('GET', `/api/cohorts/${cohort}/mailing`)) as Mailing;
  const to = people.map(({ side, person }) => ({ side, person, known: 0 }));
  await ask('POST', `/api/cohorts/${cohort}/mailing`, { fingerprint, subject, to }).catch(lostIfKilled);
}

/** The first letter may go out, and the service be killed, before it answers. */
function lostIfKilled(error: unknown): void {
  if (!(error instanceof TypeError)) throw error;
}

async function statesOf({ origin }: RunningService, cohort: string): Promise<string[]> {
  const { people } = (await askAt(origin)('GET', `/api/cohorts/${cohort}/mailing`)) as Mailing;
  return people.flatMap(({ sent }) => sent.map(({ state }) => state));
}
