import { SERVICE } from '#server/use-cases/doer.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { ImportProgress, ImportRequest } from '#solver/contract/api/import.ts';
import { createLogger } from '#server/log.ts';
import { createContext } from '#server/use-cases/context.ts';
import type { Context } from '#server/use-cases/context.ts';
import { applyImport } from '#server/use-cases/import-people.ts';
import { tableOf } from '../../support/imports.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let context: Context;
let cohortId: string;
beforeAll(async () => {
  service = await startInProcess();
  const { store, pool: pools } = service;
  const logger = createLogger({ write: () => undefined });
  context = createContext({
    ...{ store, pools, logger, doors: 'always-open', secure: false, setUpToken: 'none' },
    mail: { settings: undefined, origin: undefined },
  });
  const made = await service.send('POST', '/api/cohorts', { name: 'Class', programme: 'minnesota' });
  cohortId = (made.body as CohortSummary).id;
});
afterAll(() => service.close());

const rows = Array.from({ length: 2_000 }, (_, row) => [
  `Somebody ${row}`,
  `person${row}@x.example`,
  'Spoor Co.',
]);
const request: ImportRequest = {
  side: 'mentor',
  table: tableOf(['Name', 'E-mail', 'Spoor'], ...rows),
  choices: {
    columns: [{ column: 2, field: 'county' }],
    values: [{ field: 'county', from: 'Spoor Co.', to: 'ramsey' }],
    skippedRows: [],
  },
};

test.each(['checking', 'writing'] as const)(
  'who leaves while it is %s has written nothing: no people, no history, no memory of the form',
  async (leaving) => {
    const leave = new AbortController();
    const heard: string[] = [];
    const onProgress = (progress: string) => {
      const { phase } = JSON.parse(progress) as ImportProgress;
      heard.push(phase);
      if (phase === leaving) leave.abort();
    };
    const body = Buffer.from(JSON.stringify(request));
    const left = applyImport(context, cohortId, body, { by: SERVICE, gone: leave.signal, onProgress });
    await expect(left).rejects.toMatchObject({ code: 'STOPPED' });
    expect(heard).toContain(leaving);
    expect(await service.store.people.of(cohortId)).toEqual([]);
    expect((await service.store.cohorts.head(cohortId))?.version).toBe(1);
    expect(await service.store.importMappings.of('minnesota', 'mentor')).toBeUndefined();
  },
);

test('who stays has everybody, and everybody has a history that begins with the import', async () => {
  const body = Buffer.from(JSON.stringify(request));
  const viewer = { window: 'window-1', name: 'Ana' };
  const by = { actor: { kind: 'browser' }, name: 'Ana', viewer } as const;
  const done = await applyImport(context, cohortId, body, { by, gone: new AbortController().signal });
  expect(done).toMatchObject({ cohortVersion: 2, counts: { added: 2_000 } });
  const people = await service.store.people.of(cohortId);
  expect(people).toHaveLength(2_000);
  expect(new Set(people.map(({ number }) => number)).size).toBe(2_000);
  const history = await service.store.personChanges.after(cohortId, 'mentor', people[0]?.id ?? '', 0);
  expect(history).toMatchObject([
    { revision: 1, cause: 'import', author: 'Ana', state: 'active', changes: [] },
  ]);
});
