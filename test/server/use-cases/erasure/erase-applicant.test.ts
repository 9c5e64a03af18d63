import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Intake } from '#solver/contract/api/intake.ts';
import { tokenHash } from '#server/auth/tokens.ts';
import { STORE_FILE } from '#server/store/store.ts';
import { errorOf, startInProcess } from '../../../support/in-process-service.ts';
import type { InProcessService } from '../../../support/in-process-service.ts';
import { formOfSide, openCohort, send, tokenOf } from '../../../support/intake.ts';

const EMAIL = 'zyxa.wvutsrq@canary.example';
/** Of an application: what nobody else wrote. */
const EMPLOYERS = ['Qwxfirst Library', 'Qwxsecond Library', 'Qwxthird Library', 'Qwxfourth Library'];

let service: InProcessService;
let cohortId: string;
let tokens: string[];
let other: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  service = await startInProcess();
  cohortId = (await openCohort(service)).id;
});
afterAll(async () => {
  await service.close();
  vi.useRealTimers();
});

async function apply(values: object): Promise<string> {
  const { stamp } = await formOfSide(service, 'participant');
  vi.advanceTimersByTime(5_000);
  return tokenOf(await send(service, 'participant', stamp, values));
}
const repeated = async () =>
  ((await service.send('GET', `/api/cohorts/${cohortId}/intake`)).body as Intake).repeated;
async function decide(take: boolean): Promise<void> {
  const [waiting] = await repeated();
  const url = `/api/cohorts/${cohortId}/submissions/${waiting?.id}`;
  const { status, text } = await service.send('POST', url, { take });
  expect(status, text).toBe(200);
}
const read = (token: string) => service.send('POST', '/api/public/application/read', { token });
const filesHolding = (text: string) =>
  readdirSync(service.folder)
    .filter((file) => file.startsWith(STORE_FILE))
    .filter((file) => readFileSync(join(service.folder, file)).toString('latin1').includes(text));

/** One application is replaced, one put aside, one taken, and one waits: every way in which a form's answers are kept. */
test('who applied by the form and is erased leaves no answer, address or link in any byte; others stay', async () => {
  other = await apply({ name: 'Ines Berg', email: 'ines@example.org' });
  tokens = [];
  for (const [index, employer] of EMPLOYERS.entries()) {
    tokens.push(await apply({ name: 'Zyxa Wvutsrqsdottir', email: EMAIL, employer }));
    if (index === 1) await decide(true);
    if (index === 2) await decide(false);
  }
  expect(await repeated()).toHaveLength(1);
  const kept = [EMAIL, 'Wvutsrqsdottir', ...EMPLOYERS, ...tokens.map(tokenHash)];
  for (const word of kept) expect(filesHolding(word), word).not.toEqual([]);
  const erased = await service.send('POST', '/api/privacy/erase', { email: EMAIL });
  expect(erased.status, erased.text).toBe(200);
  for (const word of kept) expect(filesHolding(word), word).toEqual([]);
  for (const token of tokens) expect(errorOf(await read(token)).code).toBe('LINK_NOT_VALID');
  expect(await repeated()).toEqual([]);
  expect((await read(other)).body).toMatchObject({ state: 'received', values: { name: 'Ines Berg' } });
  for (const word of [EMAIL, 'Wvutsrqsdottir', ...EMPLOYERS]) expect(service.log()).not.toContain(word);
});
