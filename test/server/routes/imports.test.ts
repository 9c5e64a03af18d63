import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import { cohortDetailSchema } from '#solver/contract/api/cohorts.ts';
import {
  importDoneSchema,
  importPreviewSchema,
  importProgressSchema,
  readFileSchema,
} from '#solver/contract/api/import.ts';
import type { ImportProgress, ImportRequest, Table } from '#solver/contract/api/import.ts';
import { eventsOf } from '../../../web/src/api/event-stream.ts';
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

describe('what was decided about a form', () => {
  const ODD =
    'Name,Contact me at,Where,Zork\nAna Ruiz,ana@x.example,Henn. Co.,blue\nBo Ek,bo@x.example,Henn. Co.,red\n';
  const decided = (table: Table): ImportRequest => ({
    side: 'mentor',
    table,
    choices: {
      columns: table.headers.flatMap((header, column) =>
        header === 'Where'
          ? [{ column, field: 'county' }]
          : header === 'Contact me at'
            ? [{ column, field: 'email' }]
            : [],
      ),
      values: [{ field: 'county', from: 'Henn. Co.', to: 'hennepin' }],
      skippedRows: [],
    },
  });
  const check = async (body: ImportRequest) =>
    importPreviewSchema.parse((await service.send('POST', `${base}/imports/check`, body)).body);

  test('is taken up again where the same headers and values are met, in another cohort too, and can be overruled', async () => {
    const table = await tableOf(ODD);
    const first = decided(table);
    expect((await check({ ...first, choices: { columns: [], values: [], skippedRows: [] } })).ready).toBe(
      false,
    );
    expect((await service.send('POST', `${base}/imports`, first)).status).toBe(200);

    const next = await service.send('POST', '/api/cohorts', { name: 'Next', programme: 'minnesota' });
    base = `/api/cohorts/${(next.body as CohortSummary).id}`;
    const again = await tableOf(
      ODD.replace('ana@', 'cy@').replace('Contact me at,Where', 'Where,Contact me at'),
    );
    const turned = {
      ...again,
      rows: again.rows.map(([name = '', mail = '', where = '', zork = '']) => [name, where, mail, zork]),
    };
    const bare: ImportRequest = {
      side: 'mentor',
      table: turned,
      choices: { columns: [], values: [], skippedRows: [] },
    };
    const preview = await check(bare);
    expect(preview).toMatchObject({ ready: true, recalled: 3, counts: { added: 2 } });
    expect(preview.people[0]?.changes).toContainEqual({ field: 'county', before: null, after: 'hennepin' });

    const overruled = await check({
      ...bare,
      choices: { ...bare.choices, values: [{ field: 'county', from: 'Henn. Co.', to: 'ramsey' }] },
    });
    expect(overruled.people[0]?.changes).toContainEqual({ field: 'county', before: null, after: 'ramsey' });
  });

  test('is kept by an import alone: a check that is left remembers nothing', async () => {
    const table = await tableOf('Name,E-mail,Spoor\nAna,ana@x.example,Ramsey\n');
    const body: ImportRequest = {
      side: 'participant',
      table,
      choices: { columns: [{ column: 2, field: 'county' }], values: [], skippedRows: [] },
    };
    await check(body);
    const bare = { ...body, choices: { columns: [], values: [], skippedRows: [] } };
    expect((await check(bare)).recalled).toBe(0);
  });
});

test('people may be recognised by another field than their address', async () => {
  const csv = (mail: string) => `Name,E-mail,Phone\nAna Ruiz,${mail},555-0100\n`;
  await service.send('POST', `${base}/imports`, await request(csv('ana@old.example')));
  const moved = await request(csv('ana@new.example'));
  const plain = importPreviewSchema.parse((await service.send('POST', `${base}/imports/check`, moved)).body);
  expect(plain.counts).toMatchObject({ added: 1, updated: 0 });
  const byPhone = { ...moved, choices: { ...moved.choices, keyField: 'phone' } };
  const done = importDoneSchema.parse((await service.send('POST', `${base}/imports`, byPhone)).body);
  expect(done.counts).toMatchObject({ added: 0, updated: 1 });
  expect((await cohort()).mentorPeople.map(({ values }) => values.email)).toEqual(['ana@new.example']);
  const byCounty = { ...moved, choices: { ...moved.choices, keyField: 'county' } };
  expect(errorOf(await service.send('POST', `${base}/imports`, byCounty)).code).toBe('UNKNOWN_FIELD');
});

describe('a large file', () => {
  const rows = Array.from({ length: 3_000 }, (_, row) => `Somebody ${row},person${row}@x.example,Ramsey`);
  const csv = `Name,E-mail,County\n${rows.join('\n')}\n`;
  const events = async (body: ImportRequest) => {
    const origin = await service.listen();
    const reply = await fetch(`${origin}${base}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(body),
    });
    if (!reply.body) throw new Error('no body');
    return eventsOf(reply.body);
  };

  test('tells how far it is, and ends with what was done', async () => {
    const told: ImportProgress[] = [];
    let done: unknown;
    for await (const { name, data } of await events(await request(csv))) {
      if (name === 'progress') told.push(importProgressSchema.parse(JSON.parse(data)));
      else done = importDoneSchema.parse(JSON.parse(data));
    }
    expect(done).toMatchObject({ counts: { added: 3_000 } });
    expect(new Set(told.map(({ phase }) => phase))).toEqual(new Set(['checking', 'writing']));
    for (const { done: rowsDone, total } of told) expect([rowsDone <= total, total]).toEqual([true, 3_000]);
    expect((await cohort()).mentors).toBe(3_000);
  });
});

test.each([
  ['no boundary', 'multipart/form-data', 'x'],
  [
    'no end',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName',
  ],
  ['parts without names', 'multipart/form-data; boundary=x', '--x\r\n\r\n\r\n--x--\r\n'],
])('a form with %s is refused with a sentence', async (_, type, body) => {
  const made = await service.send('POST', '/api/cohorts', { name: 'Forms', programme: 'minnesota' });
  const url = `/api/cohorts/${(made.body as CohortSummary).id}/imports/read`;
  const reply = await service.send('POST', url, body, { 'content-type': type });
  expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status: 400, code: 'INVALID_INPUT' });
});
