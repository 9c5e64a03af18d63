import type { TestProject } from 'vitest/node';
import { PostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL on which each service of the tests gets a database of its own; without it they keep their data in SQLite. */
    postgres?: string;
  }
}

/** One PostgreSQL for all test files of a project. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await PostgresServer.start();
  provide('postgres', server.address('postgres'));
  return () => server.remove();
}
