import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSample, saveAs } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => (visit = await startVisit()));
afterAll(() => visit.end());

test('an owner downloads everything in one archive that explains itself', async () => {
  const page = await visit.open('/');
  await openSample(page);
  await saveAs(page, 'Draft A');
  await page.goto(`${visit.service.origin}/#/accounts`);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download everything' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.zip$/u);
  const files = unzipSync(await readFile(await file.path()));
  const paths = Object.keys(files);
  expect(paths).toContain('README.txt');
  for (const end of ['/participants.csv', '/pairs.csv', '/problem.json', 'record.csv'])
    expect(
      paths.filter((path) => path.endsWith(end)),
      end,
    ).toHaveLength(1);
  expect(Buffer.from(files['README.txt'] ?? []).toString()).toContain('Sample cohort');
  expect(visit.faults).toEqual([]);
});
