import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { askAt } from '../support/ask.ts';
import type { Ask } from '../support/ask.ts';
import { cohortThatIsOver } from '../support/cohort-that-is-over.ts';
import { seriousIssues } from './support/accessibility.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let ask: Ask;
let cohort: CohortDetail;
beforeAll(async () => {
  visit = await startVisit();
  ask = askAt(visit.service.origin);
  cohort = await cohortThatIsOver(ask);
});
afterAll(() => visit.end());

test('an owner is told whose time is over, and erases it once the cohort’s name is typed', async () => {
  const page = await visit.open('/');
  const task = page.getByRole('region', { name: 'Personal data whose time is over' });
  await task.getByText('ended on December 4, 2021; its data was to go from December 4, 2023').waitFor();
  await task.getByRole('button', { name: /^Erase the personal data/u }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('55 applications with all answers').waitFor();
  await dialog.getByText('the names in 1 saved set').waitFor();
  expect(await seriousIssues(page)).toEqual([]);

  const erase = dialog.getByRole('button', { name: 'Erase for good' });
  expect(await erase.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByRole('textbox').fill('something else');
  await page.keyboard.press('Enter');
  expect(await erase.getAttribute('aria-disabled')).toBe('true');
  expect(await ask('GET', `/api/cohorts/${cohort.id}`)).toEqual(cohort);

  await dialog.getByRole('textbox').fill(cohort.name);
  await erase.click();
  await page.getByText(/is gone: 55 applications\.$/u).waitFor();
  await dialog.waitFor({ state: 'detached' });
  await task.waitFor({ state: 'detached' });
  expect(await ask('GET', `/api/cohorts/${cohort.id}`)).toMatchObject({ participants: 0, matchSets: 1 });

  await page.goto(`${visit.service.origin}/#/cohorts/${cohort.id}/record`);
  await page.getByText('erased all personal data, whose time is over (55 applications)').waitFor();
  expect(visit.faults).toEqual([]);
});
