import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { openSample, pairsShown, rows, settled, slider } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(async () => {
  await visit.end();
});

test('a tuned policy leaves as a file and comes back as one step; a wrong file changes nothing', async () => {
  const page = await visit.open('/');
  await openSample(page);
  const start = await pairsShown(page);
  const topics = slider(page, 'Topics');
  const untouched = await topics.inputValue();
  await settled(page, () => topics.press('End'));
  const pin = rows(page).getByRole('button', { name: /^Pin / });
  await settled(page, () => pin.first().click());
  const tuned = await pairsShown(page);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save policy as file' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^Sample cohort policy \d{4}-\d{2}-\d{2}\.json$/);
  const text = await readFile(await file.path(), 'utf8');
  const policy = JSON.parse(text) as Policy;
  expect(policy).toMatchObject({ format: 'mile-policy/1', pins: [{}] });

  await settled(page, () => page.keyboard.press('Control+z'));
  await settled(page, () => page.keyboard.press('Control+z'));
  expect(await pairsShown(page)).toEqual(start);

  const load = (content: string) =>
    page
      .getByLabel('Load policy file')
      .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  const messages = page.getByRole('region', { name: 'Messages' });
  const [criterion] = policy.criteria;
  const wrong: [string, string][] = [
    ['Name,Email', 'not a policy file'],
    [JSON.stringify({ ...policy, programme: 'civil-service' }), 'belongs to the programme'],
    [JSON.stringify({ ...policy, criteria: [{ ...criterion, weight: -1 }] }), 'was not loaded'],
    [JSON.stringify({ ...policy, pins: [{ participant: 'nobody', mentor: 'no' }] }), 'was not loaded'],
  ];
  for (const [content, sentence] of wrong) {
    await load(content);
    await messages.getByText(sentence).last().waitFor();
    expect(await topics.inputValue()).toBe(untouched);
    expect(await pairsShown(page)).toEqual(start);
    // What went wrong stays until it is closed; nothing else is said meanwhile.
    const trouble = messages.getByRole('alert').filter({ hasText: sentence });
    await trouble.getByRole('button', { name: 'Close this message' }).click();
    await trouble.waitFor({ state: 'detached' });
  }

  await load(text);
  await expect.poll(() => topics.inputValue()).toBe('10');
  await expect.poll(() => pairsShown(page)).toEqual(tuned);
  await settled(page, () => page.keyboard.press('Control+z'));
  expect(await topics.inputValue()).toBe(untouched);
  expect(await pairsShown(page)).toEqual(start);
  const errors = visit.faults.filter((fault) => !fault.includes('400') && !fault.includes('422'));
  expect(errors).toEqual([]);
});
