import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import { cohortDetailSchema } from '#solver/contract/api/cohorts.ts';
import { importDoneSchema, importPreviewSchema, readFileSchema } from '#solver/contract/api/import.ts';
import type { ImportRequest, Table } from '#solver/contract/api/import.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

let base: string;
beforeEach(async () => {
  const made = await service.send('POST', '/api/cohorts', { name: 'Class', programme: 'minnesota' });
  base = `/api/cohorts/${(made.body as CohortSummary).id}`;
});

const CSV = 'Name;E-mail;County\nInés Núñez;ines@x.example;Hennepin\nBo Ek;bo@x.example;Ramsey\n';

async function tableOf(csv: string): Promise<Table> {
  const reply = await service.upload(`${base}/imports/read`, { name: 'mentors.csv', content: csv });
  return readFileSchema.parse(reply.body).table;
}

async function request(csv: string): Promise<ImportRequest> {
  return { side: 'mentor', table: await tableOf(csv), choices: { columns: [], values: [], skippedRows: [] } };
}

async function cohort(): Promise<CohortDetail> {
  return cohortDetailSchema.parse((await service.send('GET', base)).body);
}

test('a file is read, previewed without being written, and imported', async () => {
  const read = await service.upload(`${base}/imports/read`, { name: 'mentors.csv', content: CSV });
  expect(readFileSchema.parse(read.body)).toMatchObject({
    delimiter: ';',
    table: { headers: ['Name', 'E-mail', 'County'] },
  });

  const body = await request(CSV);
  const preview = importPreviewSchema.parse((await service.send('POST', `${base}/imports/check`, body)).body);
  expect({ ready: preview.ready, counts: preview.counts }).toEqual({
    ready: true,
    counts: { added: 2, updated: 0, unchanged: 0, skipped: 0, removed: 0 },
  });
  expect(await cohort()).toMatchObject({ version: 1, mentors: 0 });

  const done = importDoneSchema.parse((await service.send('POST', `${base}/imports`, body)).body);
  expect(done).toMatchObject({ cohortVersion: 2, counts: { added: 2 } });
  const after = await cohort();
  expect(after).toMatchObject({ version: 2, mentors: 2, participants: 0 });
  expect(after.mentorPeople.map(({ name }) => name).sort()).toEqual(['Bo Ek', 'Inés Núñez']);
});

test('the same file again changes nothing, a corrected one changes what it corrects', async () => {
  const body = await request(CSV);
  await service.send('POST', `${base}/imports`, body);
  const again = importDoneSchema.parse((await service.send('POST', `${base}/imports`, body)).body);
  expect(again).toMatchObject({ cohortVersion: 2, counts: { added: 0, updated: 0, unchanged: 2 } });

  const corrected = await request(CSV.replace('Ramsey', 'Dakota'));
  const done = importDoneSchema.parse((await service.send('POST', `${base}/imports`, corrected)).body);
  expect(done).toMatchObject({ cohortVersion: 3, counts: { updated: 1, unchanged: 1 } });
  expect((await cohort()).mentors).toBe(2);
});

test('an import with an open problem is refused as a whole', async () => {
  const body = await request(`${CSV}Somebody;not an address;Ramsey\n`);
  const reply = await service.send('POST', `${base}/imports`, body);
  expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
    status: 422,
    code: 'IMPORT_NOT_READY',
  });
  expect(await cohort()).toMatchObject({ version: 1, mentors: 0 });
});

test('two imports at once: both arrive, or the later one is told to check again', async () => {
  const first = await request(CSV);
  const second = await request('Name,E-mail\nCy Day,cy@x.example\n');
  const replies = await Promise.all(
    [first, second].map((body) => service.send('POST', `${base}/imports`, body)),
  );
  const done = replies.filter(({ status }) => status === 200).length;
  expect(done).toBeGreaterThanOrEqual(1);
  for (const reply of replies.filter(({ status }) => status !== 200))
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 409,
      code: 'IMPORT_CHANGED',
    });
  expect((await cohort()).version).toBe(1 + done);
});

describe('refused with a code, and nothing written', () => {
  const json = { 'content-type': 'application/json' };

  test('a file of more than 5 MB', async () => {
    const content = `Name\n${'x'.repeat(5 * 1024 * 1024)}`;
    const reply = await service.upload(`${base}/imports/read`, { name: 'big.csv', content });
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 413,
      code: 'FILE_TOO_LARGE',
    });
  });

  test('an empty file, a picture, a form without a file, a form field that is unknown', async () => {
    const read = `${base}/imports/read`;
    expect(errorOf(await service.upload(read, { name: 'a.csv', content: '' })).code).toBe('FILE_EMPTY');
    const picture = await service.upload(read, {
      name: 'a.png',
      content: Uint8Array.from([137, 80, 78, 71, 0, 0, 0]),
    });
    expect(picture.status).toBe(422);
    const field = await service.upload(read, { name: 'a.csv', content: CSV }, { colour: 'red' });
    expect({ status: field.status, code: errorOf(field).code }).toEqual({
      status: 400,
      code: 'INVALID_INPUT',
    });
    const plain = await service.send('POST', read, '{}', json);
    expect(plain.status).toBe(415);
  });

  test('a request that is not as described', async () => {
    const good = await request(CSV);
    for (const body of [
      { ...good, colour: 1 },
      { ...good, side: 'audience' },
      { side: 'mentor' },
      [],
      null,
    ]) {
      for (const url of [`${base}/imports/check`, `${base}/imports`]) {
        const reply = await service.send('POST', url, JSON.stringify(body), json);
        expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
          status: 400,
          code: 'INVALID_INPUT',
        });
      }
    }
    const poisoned = JSON.stringify(good).replace('{', '{"__proto__":{"side":"mentor"},');
    expect((await service.send('POST', `${base}/imports`, poisoned, json)).status).toBe(400);
    expect(errorOf(await service.send('POST', `${base}/imports`, '{', json)).code).toBe('INVALID_JSON');
    expect(errorOf(await service.send('POST', `${base}/imports`, undefined)).code).toBe('INVALID_JSON');
    expect(await cohort()).toMatchObject({ version: 1, mentors: 0 });
  });

  test('a cohort that does not exist', async () => {
    const nowhere = '/api/cohorts/aaaaaaaaaaaa/imports';
    expect(errorOf(await service.send('POST', nowhere, {})).code).toBe('NOT_FOUND');
    expect(errorOf(await service.upload(`${nowhere}/read`, { name: 'a.csv', content: CSV })).code).toBe(
      'NOT_FOUND',
    );
  });
});
