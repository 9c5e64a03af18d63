import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStore } from '#server/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const WRITER = fileURLToPath(new URL('../../support/write-until-killed.ts', import.meta.url));

/** Runs the writer until it has told `count` versions and kills it at once, in the middle of a later one. */
async function killAfter(folder: string, count: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return Number(text.trim().split('\n').at(-1));
}

test('a process that is killed while it saves leaves the old or the new state, and loses nothing acknowledged', async () => {
  const folder = temporaryFolder();
  for (const count of [1, 7, 23, 60]) {
    const acknowledged = await killAfter(folder, count);
    const store = await openStore(folder);
    const head = await store.cohorts.head('cohort-1');
    const people = await store.people.of('cohort-1');
    await store.close();
    const version = head?.version ?? 0;
    // The one that was under way may have reached the disk without having been told.
    expect([acknowledged, acknowledged + 1]).toContain(version);
    expect(people.map(({ valuesJson }) => valuesJson)).toEqual(
      Array.from({ length: 20 }, () => String(version)),
    );
  }
});
