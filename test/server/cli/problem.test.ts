import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { mile, mileOver, scratch } from '../../support/command-line.ts';
import { startService } from '../../support/service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let files: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => (files = await scratch()));
afterAll(() => files.remove());

const PROBLEM = {
  format: 'mile-problem/1',
  participants: [{ id: 'ana' }, { id: 'ben' }],
  mentors: [{ id: 'olga' }],
  pairs: { participant: [0, 1], mentor: [0, 0], score: [5, 7] },
};

test('a problem is brought, solved by whoever serves the store, fetched with its proof, and removed from a terminal', async () => {
  const folder = temporaryFolder();
  const path = await files.write('problem.json', PROBLEM);
  const added = await mileOver(folder, 'problem', 'add', path, '--name', 'Two for one', '--time-limit', '20');
  expect(added.code).toBe(0);
  const id = added.stdout.trim();
  const list = async () => (await mileOver(folder, 'problem', 'list')).stdout;
  expect(await list()).toBe(`${id}\tTwo for one\twaiting\n`);
  const early = await mileOver(folder, 'problem', 'fetch', id, '--out', files.path('early.json'));
  expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('Wait until it is done')]);

  const service = await startService(folder);
  onTestFinished(async () => void (await service.stop()));
  await expect.poll(list).toBe(`${id}\tTwo for one\tdone\t1 matched, optimal\n`);
  const [result, brought] = [files.path('result.json'), files.path('brought.json')];
  expect((await mileOver(folder, 'problem', 'fetch', id, '--out', result)).code).toBe(0);
  expect((await mileOver(folder, 'problem', 'fetch', id, '--problem', '--out', brought)).code).toBe(0);
  expect(await readFile(brought, 'utf8')).toBe(JSON.stringify(PROBLEM));
  expect(await mile('verify', brought, result)).toMatchObject({ code: 0 });

  expect((await mileOver(folder, 'problem', 'remove', id)).code).toBe(0);
  expect(await list()).toBe('');
  const gone = await mileOver(folder, 'problem', 'remove', id);
  expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining(`There is no problem file "${id}"`)]);
});

test('what cannot be read or asked is refused, and nothing is kept of it', async () => {
  const folder = temporaryFolder();
  const path = await files.write('another.json', PROBLEM);
  const empty = files.path('empty.json');
  await writeFile(empty, '');
  const refused: [string[], string][] = [
    [['add', files.path('nowhere.json')], 'cannot be read (ENOENT)'],
    [['add', files.path('.')], 'Write the problem into a file'],
    [['add', '/dev/null'], 'Write the problem into a file'],
    [['add', empty], 'The file is empty'],
    [['add', path, '--time-limit', '0'], '1 to 3600 whole seconds'],
    [['add', path, '--engine', 'magic'], 'one of the engines'],
    [['add'], 'Say what to do'],
    [['solve', path], 'Say what to do'],
    [['fetch', 'none-such'], 'Name a file with --out'],
  ];
  for (const [words, sentence] of refused) {
    const ended = await mileOver(folder, 'problem', ...words);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(sentence)]);
  }
  expect((await mileOver(folder, 'problem', 'list')).stdout).toBe('');
});
