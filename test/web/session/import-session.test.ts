import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportRequest } from '#solver/contract/api/import.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { checkImport } from '#server/files/check-import.ts';
import { readTable } from '#server/files/read-table.ts';
import { ApiError, type Api } from '../../../web/src/api/client.ts';
import { chooseValue, skipRows, writeAnswer } from '../../../web/src/session/import-repairs.ts';
import { ImportSession, SETTLE_MS } from '../../../web/src/session/import-session.svelte.ts';
import type { WaitingImport, WaitingRoom } from '../../../web/src/session/outbox/waiting.ts';

const programme = shippedProgramme('minnesota');
if (!programme) throw new Error('The Minnesota programme ships with the project.');

/** The service's own reading and checking, without the network between. It keeps what it was told to write. */
class Service implements Pick<Api, 'readFile' | 'checkImport' | 'runImport'> {
  readonly written: ImportRequest[] = [];
  checks = 0;
  isAway = false;

  readFile: Api['readFile'] = async (_id, file, choice) =>
    readTable(new Uint8Array(await file.arrayBuffer()), file.name, choice);

  checkImport: Api['checkImport'] = (_id, request) => {
    if (this.isAway) return Promise.reject(new ApiError('OFFLINE', 'The service does not answer.'));
    this.checks += 1;
    return Promise.resolve(checkImport(programme as NonNullable<typeof programme>, [], request).preview);
  };

  runImport: Api['runImport'] = async (id, request) => {
    if (this.isAway) throw new ApiError('OFFLINE', 'The service does not answer.');
    this.written.push(request);
    return { counts: (await this.checkImport(id, request)).counts, cohortVersion: 2 };
  };
}

/** A browser that keeps nothing. */
const nowhere: WaitingRoom<WaitingImport> = {
  of: () => Promise.resolve([]),
  put: () => Promise.reject(new Error('nothing is kept here')),
  remove: () => Promise.resolve(),
};

const EMAIL = { id: 'email', label: 'E-mail address' };
const LIBRARY = 'The great library of nowhere';
const FILE = [
  'Name,Email,Library type,ZIP',
  `Ines,ines@example.org,${LIBRARY},01234`,
  `Kai,kai.example.org,${LIBRARY},55057`,
  `Olga,olga@example.org,${LIBRARY},55401`,
].join('\n');

let service: Service;
let session: ImportSession;

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(SETTLE_MS);
  await vi.waitUntil(() => session.busy === undefined);
}

async function make(step: Parameters<ImportSession['apply']>[0]): Promise<void> {
  session.apply(step);
  await settled();
}

/** Codes of what has to be mended; notes stay. */
const codes = () =>
  (session.preview?.problems ?? []).filter(({ severity }) => severity !== 'note').map(({ code }) => code);

beforeEach(async () => {
  vi.useFakeTimers();
  service = new Service();
  session = new ImportSession({ service, room: nowhere, cohortId: 'cohort', side: 'participant' });
  await session.open(new File([FILE], 'participants.csv'));
  return () => vi.useRealTimers();
});

describe('a file on its way in', () => {
  it('is checked as soon as it is read, and nothing is written', () => {
    expect(session.preview?.counts.added).toBeGreaterThan(0);
    expect(session.preview?.ready).toBe(false);
    expect(service.written).toEqual([]);
  });

  it('clears every row of a value with one answer', async () => {
    const question = session.preview?.values.find((value) => value.from === LIBRARY);
    expect(question?.count).toBe(3);
    await make(chooseValue('libraryType', LIBRARY, 'public'));
    expect(codes()).toEqual(['NOT_AN_EMAIL']);
  });

  it('writes what was repaired, with the zeros of a ZIP code, and only on Add', async () => {
    await make(chooseValue('libraryType', LIBRARY, 'public'));
    await make(writeAnswer([3], EMAIL, 1, 'kai@example.org'));
    expect(session.preview?.ready).toBe(true);
    expect(service.written).toEqual([]);
    expect((await session.add())?.counts.added).toBe(3);
    expect(service.written[0]?.table.rows.map((row) => [row[1], row[3]])).toEqual([
      ['ines@example.org', '01234'],
      ['kai@example.org', '55057'],
      ['olga@example.org', '55401'],
    ]);
  });

  it('waits in this window where the service is away and nothing can be kept; a change after it is looked at first', async () => {
    await make(chooseValue('libraryType', LIBRARY, 'public'));
    await make(writeAnswer([3], EMAIL, 1, 'kai@example.org'));
    service.isAway = true;
    expect(await session.add()).toBeUndefined();
    expect([session.waiting, session.isKept, session.trouble]).toEqual(['adding', false, undefined]);
    await make(skipRows([4]));
    expect(session.waiting).toBe('checking');

    service.isAway = false;
    expect(await session.resume()).toBeUndefined();
    expect(session.preview?.counts).toMatchObject({ added: 2, skipped: 1 });
    expect([session.waiting, service.written]).toEqual([undefined, []]);
    service.isAway = true;
    await session.add();
    service.isAway = false;
    expect((await session.resume())?.counts.added).toBe(2);
    expect(service.written).toHaveLength(1);
  });

  it('tells that people were added also where the browser does not let go of what it kept', async () => {
    const stuck = {
      ...nowhere,
      put: () => Promise.resolve(),
      remove: () => Promise.reject(new Error('stuck')),
    };
    const kept = { id: 'kept', cohortId: 'cohort', side: 'participant', choice: {} } as const;
    const file = new File([FILE], 'participants.csv');
    session = new ImportSession({
      service,
      room: stuck,
      cohortId: 'cohort',
      side: 'participant',
      kept: { ...kept, file },
    });
    await session.resume();
    await make(chooseValue('libraryType', LIBRARY, 'public'));
    await make(writeAnswer([3], EMAIL, 1, 'kai@example.org'));
    expect((await session.add())?.counts.added).toBe(3);
    expect(session.trouble).toBeUndefined();
  });

  it('returns by as many undos to where it began, and by redos to where it was', async () => {
    const states = [JSON.stringify([session.repair, session.preview])];
    for (const step of [chooseValue('libraryType', LIBRARY, null), skipRows([3]), skipRows([4])]) {
      await make(step);
      states.push(JSON.stringify([session.repair, session.preview]));
    }
    for (const state of states.slice(0, -1).reverse()) {
      session.undo();
      await settled();
      expect(JSON.stringify([session.repair, session.preview])).toBe(state);
    }
    expect(session.canUndo).toBe(false);
    for (const state of states.slice(1)) {
      session.redo();
      await settled();
      expect(JSON.stringify([session.repair, session.preview])).toBe(state);
    }
    expect(session.canRedo).toBe(false);
  });

  it('checks quick changes once, and shows the last one', async () => {
    const before = service.checks;
    session.apply(skipRows([2]));
    session.apply(skipRows([3]));
    session.apply(skipRows([4]));
    await settled();
    expect(service.checks).toBe(before + 1);
    expect(session.preview?.counts.skipped).toBe(3);
  });

  it('keeps a value in sight after it was answered', async () => {
    const asked = [...session.asked];
    await make(chooseValue('libraryType', LIBRARY, 'public'));
    expect(session.asked).toEqual(asked);
    expect(asked.some((name) => name.includes(LIBRARY))).toBe(true);
  });

  it('begins anew with another header row', async () => {
    await make(skipRows([2]));
    await session.reread({ headerRow: 2 });
    expect(session.canUndo).toBe(false);
    expect(session.repair?.table.headers[0]).toBe('Ines');
  });

  it('says what is wrong with a file that cannot be read, and keeps the last one', async () => {
    await session.open(new File([''], 'empty.csv'));
    expect(session.trouble).toMatch(/empty|no rows|holds/iu);
    expect(session.read?.fileName).toBe('participants.csv');
    expect(session.busy).toBeUndefined();
  });

  it('reads an export of a form tool from the disk as it is', async () => {
    const folder = new URL('../../instances/exports/', import.meta.url);
    const bytes = await readFile(new URL('google-forms-participants.csv', folder));
    await session.open(new File([bytes], 'google-forms-participants.csv'));
    expect(session.trouble).toBeUndefined();
    expect(session.preview?.counts.added).toBe(4);
  });
});
