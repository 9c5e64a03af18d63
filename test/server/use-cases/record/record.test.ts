import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { recordCheckSchema, recordPageSchema } from '#solver/contract/api/record.ts';
import type { RecordCheck, RecordHead, RecordPage } from '#solver/contract/api/record.ts';
import type { Member, Proposal } from '#solver/contract/api/committee.ts';
import { openStore } from '#server/store/store.ts';
import { SERVICE } from '#server/use-cases/doer.ts';
import { checkRecord } from '#server/use-cases/record/check-record.ts';
import { recordDeed } from '#server/use-cases/record/record-deed.ts';
import { cookieOf } from '../../../support/people-with-accounts.ts';
import { errorOf, startInProcess } from '../../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../../support/in-process-service.ts';
import '../../../support/property-seed.ts';
import { tamper } from '../../../support/record-chain.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('what is done through the service', () => {
  let service: InProcessService;
  let cohort: CohortDetail;
  let cookie = '';
  beforeAll(async () => {
    service = await startInProcess();
    cohort = await service.sampleCohort();
  });
  afterAll(() => service.close());

  const base = () => `/api/cohorts/${cohort.id}`;
  const ana = { 'x-mile-window': 'window-of-ana', 'x-mile-name': 'Ana' };
  const send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Reply> =>
    service.send(method, `${base()}${path}`, body, { ...ana, ...(cookie !== '' && { cookie }) });
  const page = async (query = ''): Promise<RecordPage> =>
    recordPageSchema.parse((await send('GET', `/record${query}`)).body);
  const verified = async (query = ''): Promise<RecordCheck> =>
    recordCheckSchema.parse((await service.send('GET', `/api/record/verification${query}`)).body);

  test('stands in the record: what, who, why, newest first', async () => {
    const { policy, version: cohortVersion } = cohort;
    expect((await send('PUT', '/policy', { policy, basedOn: 1 })).status).toBe(200);
    const set = (await send('POST', '/match-sets', { policy, cohortVersion, name: 'First' }))
      .body as MatchSetSummary;
    const joined = await send('POST', '/members', { name: 'Ana Member' });
    cookie = cookieOf(joined);
    const proposal = (await send('POST', '/proposals', { matchSet: set.id, why: 'It is steady' }))
      .body as Proposal;
    const path = `/proposals/${proposal.id}`;
    await send('PUT', `${path}/answer`, { stand: 'consent' });
    await send('POST', `${path}/reveal`);
    await send('POST', `${path}/decision`, { outcome: 'adopted', why: 'Nobody objects' });
    await send('POST', '/publications', { matchSet: set.id, why: 'The board agreed', basedOn: 0 });
    const { entries, head, more } = await page();
    expect(more).toBe(false);
    expect(entries.map(({ kind, by, reason }) => [kind, by.kind, by.name, reason])).toEqual([
      ['publication.made', 'browser', 'Ana Member', 'The board agreed'],
      ['proposal.decided', 'browser', 'Ana Member', 'Nobody objects'],
      ['proposal.revealed', 'browser', 'Ana Member', null],
      ['proposal.answered', 'committee', null, null],
      ['proposal.made', 'browser', 'Ana Member', 'It is steady'],
      ['member.joined', 'browser', 'Ana Member', null],
      ['match-set.saved', 'browser', 'Ana', null],
      ['policy.saved', 'browser', 'Ana', null],
      ['cohort.created', 'browser', null, null],
    ]);
    expect(head).toEqual({ number: entries[0]?.number, hash: entries[0]?.hash });
    const member = (joined.body as Member).id;
    expect(entries[2]?.facts).toEqual({ proposal: proposal.id, answers: [`${member} consent`] });
    expect((await page('?about=proposal')).entries).toHaveLength(4);
    expect((await page(`?before=${entries[7]?.number ?? 0}`)).entries).toEqual(entries.slice(8));
    expect(await verified()).toEqual({ intact: true, entries: 9, head, breaks: [], printedHolds: null });
  });

  test('what is refused leaves no trace', async () => {
    const { head } = await page();
    const refused = await send('PUT', '/policy', { policy: cohort.policy, basedOn: 77 });
    expect(errorOf(refused).code).toBe('STALE_VERSION');
    expect((await page()).head).toEqual(head);
  });

  test('a file of a set tells the head, which holds later; a head of another record does not', async () => {
    const [set] = (await send('GET', '/match-sets')).body as MatchSetSummary[];
    const csv = (await service.send('GET', `/api/match-sets/${set?.id ?? ''}/export.csv`)).text;
    const [, number, hash] = /(\d+):([0-9a-f]{64})/u.exec(csv) ?? [];
    expect({ number: Number(number), hash }).toEqual((await page()).head);
    await send('POST', '/comments', {
      participant: cohort.participantPeople[0]?.id,
      mentor: null,
      text: 'Later',
      author: 'Ana',
    });
    expect(await verified(`?printed=${number}:${hash}`)).toMatchObject({ intact: true, printedHolds: true });
    const forged = `${number}:${'0'.repeat(64)}`;
    expect(await verified(`?printed=${forged}`)).toMatchObject({ intact: true, printedHolds: false });
  });

  test('an address of no cohort tells so', async () => {
    expect(errorOf(await service.send('GET', '/api/cohorts/nothing-here/record')).code).toBe('NOT_FOUND');
  });
});

describe('whoever changes the past is found out', () => {
  const ENTRIES = 12;

  async function chain(): Promise<{ folder: string; check(printed?: RecordHead): Promise<RecordCheck> }> {
    const folder = temporaryFolder();
    const store = await openStore(folder);
    for (let count = 1; count <= ENTRIES; count += 1)
      await store.transaction((repositories) =>
        recordDeed(repositories, {
          by: { ...SERVICE, name: `Somebody ${count}` },
          kind: 'policy.saved',
          cohort: 'cohort-of-nobody',
          facts: { version: count },
          reason: `Because ${count}`,
        }),
      );
    await store.close();
    return {
      folder,
      async check(printed) {
        const again = await openStore(folder);
        try {
          return await checkRecord(again, printed);
        } finally {
          await again.close();
        }
      },
    };
  }

  test('an untouched chain is intact', async () => {
    const { check } = await chain();
    expect(await check()).toMatchObject({ intact: true, entries: ENTRIES, breaks: [] });
  });

  test('50 single bytes flipped anywhere in it: 50 caught', async () => {
    const { folder, check } = await chain();
    const columns = ['hash', 'cohort_id', 'about', 'entry_json', 'texts_json'] as const;
    const arbitrary = fc.record({
      number: fc.integer({ min: 1, max: ENTRIES }),
      column: fc.constantFrom(...columns),
      place: fc.nat(10_000),
      bit: fc.integer({ min: 0, max: 6 }),
    });
    const flips = fc.sample(arbitrary, 50);
    const hit = new Set<string>();
    let caught = 0;
    for (const { number, column, place, bit } of flips) {
      const before = read(folder, number, column);
      const bytes = Buffer.from(before);
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ (1 << bit);
      write(folder, number, column, bytes.toString('latin1'));
      const { intact, breaks } = await check();
      if (!intact && breaks.length > 0) caught += 1;
      write(folder, number, column, before);
      hit.add(column);
    }
    expect(caught).toBe(50);
    expect(hit.size).toBe(columns.length);
    expect((await check()).intact).toBe(true);
  });

  test.each([
    ['an entry is taken out', `delete from record_entries where number = 5`],
    ['the newest entries are taken out', `delete from record_entries where number > 10`],
    [
      'two entries change places',
      `update record_entries set number = 99 where number = 4;
       update record_entries set number = 4 where number = 5;
       update record_entries set number = 5 where number = 99`,
    ],
    [
      'an entry is put in',
      `insert into record_entries select 13, 'x' || hash, cohort_id, about, entry_json, texts_json from record_entries where number = 3`,
    ],
    [
      'a reason is put where there was another',
      `update record_entries set texts_json = '{}' where number = 7`,
    ],
    ['all of it is gone', `delete from record_entries`],
  ])('%s', async (_what, statements) => {
    const { folder, check } = await chain();
    tamper(folder, (database) => database.exec(statements));
    expect((await check()).intact).toBe(false);
  });

  test('a chain that was written anew is whole, and does not hold against a head that was printed before', async () => {
    const { check } = await chain();
    const { head } = await check();
    const forged = await chain();
    expect(await forged.check(head)).toMatchObject({ intact: true, printedHolds: false });
    expect(await check(head)).toMatchObject({ intact: true, printedHolds: true });
  });

  test('names and reasons may be erased; the chain holds', async () => {
    const { folder, check } = await chain();
    const store = await openStore(folder);
    await store.record.eraseTexts(3);
    await store.close();
    expect((await check()).intact).toBe(true);
  });

  function read(folder: string, number: number, column: string): string {
    let text = '';
    tamper(folder, (database) => {
      const row = database
        .prepare(`select ${column} as text from record_entries where number = ?`)
        .get(number);
      text = String(row?.text);
    });
    return text;
  }

  function write(folder: string, number: number, column: string, text: string): void {
    tamper(folder, (database) =>
      database.prepare(`update record_entries set ${column} = ? where number = ?`).run(text, number),
    );
  }
});
