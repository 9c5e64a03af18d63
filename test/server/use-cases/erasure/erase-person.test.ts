import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, MatchSetSummary, Person } from '#solver/contract/api/cohorts.ts';
import { personErasedSchema, personExportSchema } from '#solver/contract/api/privacy.ts';
import type { RecordCheck, RecordPage } from '#solver/contract/api/record.ts';
import { STORE_FILE } from '#server/store/store.ts';
import { errorOf, startInProcess } from '../../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../../support/in-process-service.ts';
import { cookieOf } from '../../../support/people-with-accounts.ts';

const NAME = 'Zyxa Wvutsrqsdottir';
const EMAIL = 'zyxa.wvutsrq@canary.example';

let service: InProcessService;
let cohort: CohortDetail;
let set: MatchSetSummary;
let canary: Person;
let partner: Person;
let cookie = '';

const send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Reply> =>
  service.send(method, path.startsWith('/api') ? path : `/api/cohorts/${cohort.id}${path}`, body, {
    'x-mile-window': 'window-of-ana',
    'x-mile-name': 'Ana',
    ...(cookie !== '' && { cookie }),
  });

async function done(reply: Promise<Reply>): Promise<Reply> {
  const { status, text } = await reply;
  expect(status, text.slice(0, 400)).toBeLessThan(300);
  return reply;
}

/** Somebody of whom everything is told that can be told: answers, history, pins, sets, comments, reasons, letters, others' answers. */
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
  [canary, partner] = [cohort.mentorPeople[0], cohort.mentorPeople[1]] as [Person, Person];
  const edit = (person: Person, values: Record<string, unknown>) => ({
    ...{ side: 'mentor', id: person.id, basedOn: 1 },
    values,
  });
  const [first, last] = NAME.split(' ');
  const names = 'firstName' in canary.values ? { firstName: first, lastName: last } : { name: NAME };
  const mail = Object.entries(canary.values).find(([, value]) => String(value).includes('@'))?.[0] ?? 'email';
  await done(
    send('POST', '/people', { edits: [edit(canary, { ...names, [mail]: EMAIL })], why: `${NAME} wrote` }),
  );
  cohort = (await send('GET', '')).body as CohortDetail;
  expect(cohort.mentorPeople.find(({ id }) => id === canary.id)?.name).toBe(NAME);
  const pair = { participant: cohort.participantPeople[0]?.id, mentor: canary.id };
  const policy = { ...cohort.policy, forbids: [pair] };
  await done(send('PUT', '/policy', { policy, basedOn: 1 }));
  const cohortVersion = cohort.version;
  const saved = await done(send('POST', '/match-sets', { policy, cohortVersion, name: 'First' }));
  set = saved.body as MatchSetSummary;
  for (const subject of [
    { participant: null, mentor: canary.id },
    { participant: null, mentor: partner.id },
  ])
    await done(send('POST', '/comments', { ...subject, text: `Like ${NAME} (${EMAIL})`, author: 'Ana' }));
  cookie = cookieOf(await done(send('POST', '/members', { name: 'Ana' })));
  const proposal = await done(send('POST', '/proposals', { matchSet: set.id, why: `Good for ${NAME}` }));
  const path = `/proposals/${(proposal.body as { id: string }).id}`;
  await done(send('PUT', `${path}/answer`, { stand: 'objection', reason: `Not with ${NAME}` }));
  await done(send('POST', `${path}/reveal`));
  await done(send('POST', `${path}/decision`, { outcome: 'adopted', why: `${NAME} agrees` }));
  await done(send('POST', '/publications', { matchSet: set.id, why: `${NAME} is in`, basedOn: 0 }));
  const templates = { participant: `Write to ${EMAIL}`, mentor: 'Dear' };
  await done(send('PUT', '/announcement', { schedule: null, templates, basedOn: 0 }));
});
afterAll(() => service.close());

const filesHolding = (text: string) =>
  readdirSync(service.folder)
    .filter((file) => file.startsWith(STORE_FILE))
    .filter((file) => readFileSync(join(service.folder, file)).toString('latin1').includes(text));

test('what is kept of somebody is given out', async () => {
  const reply = await done(send('POST', '/api/privacy/export', { email: EMAIL.toUpperCase() }));
  const { applications } = personExportSchema.parse(reply.body);
  expect(applications).toMatchObject([
    {
      side: 'mentor',
      name: NAME,
      comments: [{ text: `Like ${NAME} (${EMAIL})` }],
      history: [{ cause: 'edit', why: `${NAME} wrote` }],
      matches: [{ matchSet: 'First', publishedVersion: 1 }],
    },
  ]);
});

test('an address that nobody has erases nothing', async () => {
  const reply = await send('POST', '/api/privacy/erase', { email: 'nobody@example.org' });
  expect(errorOf(reply).code).toBe('NOT_FOUND');
  expect(filesHolding(NAME).length).toBeGreaterThan(0);
});

test('who is erased stands in no byte of the database; sets verify, the record holds, the rest goes on', async () => {
  expect(filesHolding(NAME).length).toBeGreaterThan(0);
  const pairsBefore = ((await send('GET', `/api/match-sets/${set.id}`)).body as { matching: unknown })
    .matching;
  const erased = await done(send('POST', '/api/privacy/erase', { email: EMAIL }));
  expect(personErasedSchema.parse(erased.body)).toEqual({
    applications: 1,
    matchSets: 1,
    cohorts: [cohort.id],
  });
  for (const word of [NAME, EMAIL, 'Wvutsrqsdottir', 'zyxa.wvutsrq']) expect(filesHolding(word)).toEqual([]);

  const kept = (await done(send('GET', `/api/match-sets/${set.id}`))).body as {
    matching: unknown;
    names: Record<string, string>;
  };
  expect(kept.matching).toEqual(pairsBefore);
  expect(kept.names[canary.id]).toBeUndefined();
  expect(kept.names[partner.id]).toBe(partner.name);
  const verification = await send('GET', `/api/match-sets/${set.id}/verification`);
  expect(verification.body).toMatchObject({ recordIntact: true, reason: null, proven: true });

  const check = (await send('GET', '/api/record/verification')).body as RecordCheck;
  expect(check).toMatchObject({ intact: true, breaks: [] });
  const { entries } = (await send('GET', '/api/record')).body as RecordPage;
  expect(entries[0]).toMatchObject({ kind: 'person.erased', reason: null });
  expect(entries.find(({ kind }) => kind === 'publication.made')).toMatchObject({
    erased: true,
    reason: null,
  });

  const after = (await send('GET', '')).body as CohortDetail;
  expect(after.mentors).toBe(cohort.mentors - 1);
  expect(after.policy.forbids).toEqual([]);
  expect(after.version).toBe(cohort.version + 1);
  const comments = (await send('GET', '/comments')).body as { text: string }[];
  expect(comments.map(({ text }) => text)).toEqual(['Like [erased] ([erased])']);
  const published = (await send('GET', '/committee')).body as {
    publications: { why: string }[];
    proposals: { answers: { reason: string }[]; state: string }[];
  };
  expect(published.publications.map(({ why }) => why)).toEqual(['[erased] is in']);
  expect(published.proposals[0]).toMatchObject({
    state: 'decided',
    answers: [{ reason: 'Not with [erased]' }],
  });
  const question = { policy: after.policy, cohortVersion: after.version, revision: 1 };
  expect((await send('POST', '/matchings', question)).status).toBe(200);
});

test('the log holds nothing of it', () => {
  for (const word of [NAME, EMAIL]) expect(service.log()).not.toContain(word);
});
