import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('.', import.meta.url).pathname;
const CHECKS = 40;
/** Figures are measured, not asserted. */
const MEASURED = 15;

/** Of each check, the files that the table names, as paths below test/. */
async function tableRows(): Promise<Map<number, string[]>> {
  const readme = await readFile(join(root, 'e2e/README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| (\d+)\s+\|[^|]*\|([^|]*)\|$/gmu)];
  return new Map(
    rows.map(([, check, where = '']) => [
      Number(check),
      [...where.matchAll(/`([^`]+\.test\.ts)`/gu)].map(([, file = '']) => pathOf(file)),
    ]),
  );
}

const pathOf = (file: string) => (file.startsWith('test/') ? file.slice('test/'.length) : join('e2e', file));

/** The numbers of the checks that stand in the titles of a file's tests. */
async function assertedIn(file: string): Promise<Set<number>> {
  const text = await readFile(join(root, file), 'utf8');
  const titles = [...text.matchAll(/\bchecks? ([\d, and]+):/gu)].map(([, numbers = '']) => numbers);
  return new Set(titles.flatMap((numbers) => [...numbers.matchAll(/\d+/gu)].map(Number)));
}

test('each of the acceptance checks is asserted in the files that the table names', async () => {
  const rows = await tableRows();
  expect([...rows.keys()]).toEqual(Array.from({ length: CHECKS }, (_, at) => at + 1));
  for (const [check, files] of rows) {
    if (check === MEASURED) continue;
    expect(files, `check ${check}`).not.toEqual([]);
    for (const file of files)
      expect((await assertedIn(file)).has(check), `check ${check} in ${file}`).toBe(true);
  }
});
