import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { StorePlace } from '#server/store/store.ts';

/** Where a service inside a test keeps its data: on the database that the test project names, else in its folder. A database is thrown away with its server. */
export async function testStorePlace(dataDir: string): Promise<StorePlace> {
  const server = inject('postgres');
  return server === undefined ? { dataDir } : { dataDir, databaseUrl: await newDatabase(server) };
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
