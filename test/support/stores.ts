import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { openPostgresStore, openStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { PostgresServer } from './postgres-server.ts';

/** A database that stores can be opened on, one after the other or several at once. */
export interface StorePlace {
  readonly kind: 'SQLite' | 'PostgreSQL';
  open(): Promise<Store>;
}

/** Describes the behaviour on each database; `newPlace` gives an empty one. */
export function onEachStore(name: string, tests: (newPlace: () => Promise<StorePlace>) => void): void {
  describe(`${name}, SQLite`, () => tests(sqlitePlace));
  describe(`${name}, PostgreSQL`, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await PostgresServer.start();
    });
    afterAll(() => server.remove());
    tests(async () => {
      const url = await server.newDatabase();
      return { kind: 'PostgreSQL', open: () => closedAtTheEnd(openPostgresStore(url)) };
    });
  });
}

function sqlitePlace(): Promise<StorePlace> {
  const folder = mkdtempSync(join(tmpdir(), 'mile-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return Promise.resolve({ kind: 'SQLite', open: () => closedAtTheEnd(openStore(folder)) });
}

async function closedAtTheEnd(opening: Promise<Store>): Promise<Store> {
  const store = await opening;
  onTestFinished(() => store.close());
  return store;
}
