import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { createLogger } from '#server/log.ts';
import { backUp } from '#server/store/backup/back-up.ts';
import { restore } from '#server/store/backup/restore.ts';
import { MIGRATIONS, migrate } from '#server/store/migrate.ts';
import { openSqlite } from '#server/store/sqlite-database.ts';
import { NodeSqliteDialect } from '#server/store/sqlite-dialect.ts';
import { STORE_FILE, openStore } from '#server/store/store.ts';
import type { Tables } from '#server/store/tables.ts';
import { NightlyBackups } from '#server/use-cases/nightly-backups.ts';
import { mileOver } from '../../../support/command-line.ts';
import { startService } from '../../../support/service.ts';
import type { RunningService } from '../../../support/service.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const storeIn = (folder: string) => join(folder, STORE_FILE);

/** Puts cohorts of these names into the store of a folder. */
async function storeWith(folder: string, ...names: string[]): Promise<void> {
  const store = await openStore(folder);
  for (const name of names)
    await store.cohorts.add({ id: `cohort-${name}`, name, programme: 'minnesota', programmeVersion: 1 });
  await store.close();
}

async function namesIn(folder: string): Promise<string[]> {
  const store = await openStore(folder);
  const names = (await store.cohorts.list()).map(({ name }) => name);
  await store.close();
  return names.sort();
}

const tell = async (service: RunningService, name: string) =>
  fetch(`${service.origin}/api/cohorts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, programme: 'minnesota' }),
  });

test('the drill: back up beside the running service, lose the machine, restore elsewhere, go on', async () => {
  const folder = temporaryFolder();
  const file = join(temporaryFolder(), 'mile.backup');
  const service = await startService(folder);
  for (const name of ['2024', '2025']) expect((await tell(service, name)).status).toBe(201);
  const made = await mileOver(folder, 'backup', file);
  expect(made.code, made.stderr).toBe(0);
  expect((await tell(service, 'after the backup')).status).toBe(201);
  await service.stop('SIGKILL');

  const elsewhere = temporaryFolder();
  const restored = await mileOver(elsewhere, 'restore', file);
  expect(restored.code, restored.stderr).toBe(0);
  const again = await startService(elsewhere);
  onTestFinished(async () => void (await again.stop()));
  const cohorts = (await (await fetch(`${again.origin}/api/cohorts`)).json()) as CohortSummary[];
  expect(cohorts.map(({ name }) => name).sort()).toEqual(['2024', '2025']);
  expect((await tell(again, '2026')).status).toBe(201);
});

test('a store in use is not replaced; a store in the way only when told, and is kept aside', async () => {
  const folder = temporaryFolder();
  const file = join(temporaryFolder(), 'b.db');
  await storeWith(folder, 'old');
  backUp(storeIn(folder), file);
  await storeWith(folder, 'new');

  const refused = await mileOver(folder, 'restore', file);
  expect({ code: refused.code, said: refused.stderr }).toEqual({
    code: 2,
    said: expect.stringContaining('--replace'),
  });
  const service = await startService(folder);
  const busy = await mileOver(folder, 'restore', file, '--replace');
  expect(busy.stderr).toContain('End the service first');
  await service.stop();
  expect(await namesIn(folder)).toEqual(['new', 'old']);

  const { setAside } = restore(file, storeIn(folder), true);
  expect(await namesIn(folder)).toEqual(['old']);
  const aside = new DatabaseSync(setAside as string, { readOnly: true });
  expect(aside.prepare('select name from cohorts order by name').all()).toMatchObject([
    { name: 'new' },
    { name: 'old' },
  ]);
  aside.close();
});

describe('a backup that is not whole is refused, and the store stays as it is', () => {
  const damages: [string, (file: string) => void, RegExp][] = [
    ['one byte changed', (file) => changeByte(file, Math.floor(statSync(file).size / 2)), /checksum differs/],
    ['cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 5_000)), /checksum differs/],
    ['without its checksum', (file) => writeFileSync(`${file}.sha256`, ''), /checksum differs/],
  ];
  test.each(damages)('%s', async (_, damage, sentence) => {
    const folder = temporaryFolder();
    const file = join(temporaryFolder(), 'b.db');
    await storeWith(folder, 'kept');
    backUp(storeIn(folder), file);
    damage(file);
    expect(() => restore(file, storeIn(folder), true)).toThrow(sentence);
    expect(await namesIn(folder)).toEqual(['kept']);
    expect(readdirSync(folder).filter((name) => name.includes('part') || name.startsWith('before'))).toEqual(
      [],
    );
  });

  test('one of a newer program', async () => {
    const folder = temporaryFolder();
    const file = join(temporaryFolder(), 'b.db');
    await storeWith(folder, 'kept');
    const database = new DatabaseSync(storeIn(folder));
    database.exec(`insert into migrations values ('0999-from-the-future', 'x', 'x')`);
    database.close();
    backUp(storeIn(folder), file);
    expect(() => restore(file, join(temporaryFolder(), STORE_FILE), false)).toThrow(/another version/);
  });

  test('something that is no store at all is not backed up', () => {
    const folder = temporaryFolder();
    new DatabaseSync(storeIn(folder)).close();
    expect(() => backUp(storeIn(folder), join(folder, 'b.db'))).toThrow(/not a whole store/);
    expect(readdirSync(folder)).toEqual([STORE_FILE]);
  });
});

test('a backup overwrites nothing, is for its owner alone, and is what its checksum says', async () => {
  const folder = temporaryFolder();
  await storeWith(folder, 'one');
  const file = join(folder, 'b.db');
  const checksum = backUp(storeIn(folder), file);
  expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${checksum}  b.db\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(() => backUp(storeIn(folder), file)).toThrow(/overwrites nothing/);
});

test('a store of the previous schema is backed up, then brought up with all it holds', async () => {
  const folder = temporaryFolder();
  const old = new Kysely<Tables>({ dialect: new NodeSqliteDialect(openSqlite(storeIn(folder))) });
  await migrate(old, MIGRATIONS.slice(0, -1));
  await old
    .insertInto('cohorts')
    .values({ id: 'c', name: 'Old', programme: 'minnesota', version: 3, created_at: '2025' })
    .execute();
  await old.destroy();

  expect(await namesIn(folder)).toEqual(['Old']);
  const last = MIGRATIONS.at(-1)?.name;
  const backup = new DatabaseSync(join(folder, 'backups', `before-${last}.db`), { readOnly: true });
  onTestFinished(() => backup.close());
  expect(backup.prepare('select name from cohorts').all()).toMatchObject([{ name: 'Old' }]);
  expect(backup.prepare('select name from migrations where name = ?').all(last as string)).toEqual([]);
});

test('each day has one backup, the newest fourteen stay, and other files are left alone', async () => {
  const folder = temporaryFolder();
  await storeWith(folder, 'one');
  const backups = join(folder, 'backups');
  const lines: string[] = [];
  const nightly = new NightlyBackups(
    storeIn(folder),
    backups,
    createLogger({ write: (line: string) => void lines.push(line) }),
  );
  onTestFinished(() => nightly.close());
  for (let day = 1; day <= 16; day += 1) await nightly.look(new Date(2026, 10, day));
  await nightly.look(new Date(2026, 10, 16));
  const files = readdirSync(backups).filter((name) => name.endsWith('.db'));
  expect(files).toHaveLength(14);
  expect(files.sort()[0]).toBe('night-2026-11-03.db');
  expect(lines).toHaveLength(16);
  expect(existsSync(join(dirname(backups), STORE_FILE))).toBe(true);

  const nowhere = new NightlyBackups(
    join(folder, 'none.db'),
    backups,
    createLogger({ write: (line: string) => void lines.push(line) }),
  );
  await nowhere.look(new Date(2026, 10, 17));
  expect(lines.at(-1)).toContain('backup failed');
});

function changeByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] as number) ^ 0xff;
  writeFileSync(file, bytes);
}
