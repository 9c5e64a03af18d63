import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openPostgresStore, openStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';

/** The store of a service inside a test: on the database that the test project names. A database is thrown away with its server. */
export async function openTestStore(folder: string): Promise<Store> {
  const server = inject('postgres');
  return server === undefined ? openStore(folder) : openPostgresStore(await newDatabase(server));
}

async function newDatabase(server: string): Promise<string> {
  const name = `mile_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return server.replace(/\/[^/]*$/, `/${name}`);
}
