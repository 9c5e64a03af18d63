import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, Person } from '#solver/contract/api/cohorts.ts';
import type { PersonExport } from '#solver/contract/api/privacy.ts';
import { seriousIssues } from './support/accessibility.ts';
import { openSample, saveAs } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let cohortId: string;
let person: Person;

const load = async () =>
  (await (await fetch(`${visit.service.origin}/api/cohorts/${cohortId}`)).json()) as CohortDetail;

beforeAll(async () => {
  visit = await startVisit();
  const page = await visit.open('/');
  await openSample(page);
  await saveAs(page, 'Draft A');
  cohortId = new URL(page.url()).hash.split('/')[2] ?? '';
  person = (await load()).participantPeople[0] as Person;
  await page.close();
});
afterAll(() => visit.end());

test('somebody’s data are given out as a file, and erased only after it was said what goes and what stays', async () => {
  const page = await visit.open(`/#/cohorts/${cohortId}/applications/participant/${person.id}`);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Give out everything about this person' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.json$/u);
  const given = JSON.parse(await readFile(await file.path(), 'utf8')) as PersonExport;
  expect(given.applications).toMatchObject([{ id: person.id, name: person.name, answers: person.values }]);

  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Erase this person…' }).click();
  await dialog.getByText('Backups made before still hold the data').waitFor();
  expect(await seriousIssues(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await load()).participantPeople).toContainEqual(person);

  await page.getByRole('button', { name: 'Erase this person…' }).click();
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('Erased: 1 application, and the name in 1 saved set.').waitFor();
  await page.locator('tbody tr').first().waitFor();
  await expect.poll(() => page.locator('tbody').innerText()).not.toContain(person.name);
  expect(JSON.stringify(await load())).not.toContain(person.name);
  expect(visit.faults).toEqual([]);
});
