import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { StoredProblem } from '#solver/contract/api/problems.ts';
import type { RecordCheck, RecordPage } from '#solver/contract/api/record.ts';
import { compareIdentifiers } from '#solver/contract/identifier.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import { readTable } from '#server/files/read-table.ts';
import { problemFiles } from '#server/use-cases/export-all/problem-files.ts';
import { askInProcess } from '../../../support/ask-in-process.ts';
import { bringProblem } from '../../../support/bring-problem.ts';
import type { Ask } from '../../../support/ask.ts';
import { mileOver } from '../../../support/command-line.ts';
import { errorOf, startInProcess } from '../../../support/in-process-service.ts';
import type { InProcessService } from '../../../support/in-process-service.ts';
import { invitePerson, setUpOwner } from '../../../support/people-with-accounts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const FORMULA = '=HYPERLINK("http://x.example","Click")';
const REASON = 'A reason that nobody has revealed';

let service: InProcessService;
let ask: Ask;
let cohort: CohortDetail;
let set: MatchSetSummary;

/** A class with a withdrawal, a comment that would run as a formula, a published set, and a proposal whose answers are not revealed. */
beforeAll(async () => {
  service = await startInProcess();
  ask = askInProcess(service);
  const { id } = await service.sampleCohort();
  const base = `/api/cohorts/${id}`;
  cohort = (await ask('GET', base)) as CohortDetail;
  const { policy, version: cohortVersion } = cohort;
  const save = (name: string) => ask('POST', `${base}/match-sets`, { policy, cohortVersion, name });
  set = (await save('Entwurf: Ä/..\\B')) as MatchSetSummary;
  const other = (await save('Second')) as MatchSetSummary;
  const [first, second] = cohort.participantPeople;
  const about = { participant: first?.id, mentor: null, author: 'Ana' };
  await ask('POST', `${base}/comments`, { ...about, text: FORMULA });
  const joined = await service.send('POST', `${base}/members`, { name: 'Ana' });
  const cookie = String([joined.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  const asAna = (method: 'POST' | 'PUT', path: string, body: object) =>
    service.send(method, `${base}${path}`, body, { cookie });
  await asAna('POST', '/publications', { matchSet: set.id, why: 'Agreed', basedOn: 0 });
  const proposal = (await asAna('POST', '/proposals', { matchSet: other.id })).body as { id: string };
  const answer = { stand: 'objection', reason: REASON };
  expect((await asAna('PUT', `/proposals/${proposal.id}/answer`, answer)).status).toBe(200);
  const edit = { side: 'participant', id: second?.id, basedOn: 1, state: 'withdrawn' };
  await ask('POST', `${base}/people`, { edits: [edit], why: 'Has moved' });
  cohort = (await ask('GET', base)) as CohortDetail;
});
afterAll(() => service.close());

type Answers = CohortDetail['participantPeople'][number]['values'];

interface Archive {
  paths: string[];
  bytes(end: string): Uint8Array;
  text(end: string): string;
}

function opened(zip: Uint8Array): Archive {
  const files = unzipSync(zip);
  const paths = Object.keys(files);
  const bytes = (end: string) => {
    const found = paths.filter((path) => path.endsWith(end));
    expect(found, end).toHaveLength(1);
    return files[found[0] as string] as Uint8Array;
  };
  return { paths, bytes, text: (end) => Buffer.from(bytes(end)).toString('utf8') };
}

async function taken(): Promise<Archive> {
  const reply = await service.app.inject({ method: 'POST', url: '/api/export' });
  expect(reply.statusCode, reply.payload.slice(0, 300)).toBe(200);
  expect(reply.headers['content-type']).toBe('application/zip');
  expect(reply.headers['content-disposition']).toBe('attachment; filename="mile-match.zip"');
  return opened(reply.rawPayload);
}

test('everything is in it, under paths that every system takes', async () => {
  const { paths, text } = await taken();
  for (const path of paths) expect(path).toMatch(/^[A-Za-z0-9_./-]+$/u);
  expect(paths.some((path) => path.includes('..'))).toBe(false);
  const applications = JSON.parse(text('/applications.json')) as { id: string; state: string }[];
  expect(applications).toHaveLength(55);
  expect(applications.filter(({ state }) => state === 'withdrawn')).toHaveLength(1);
  expect(JSON.parse(text('/history.json'))).toMatchObject([{ cause: 'edit', why: 'Has moved' }]);
  expect(JSON.parse(text('/policies.json'))).toMatchObject([{ version: 1, policy: cohort.policy }]);
  expect(text('/publications.csv')).toContain('Agreed');
  expect(programmeSchema.parse(JSON.parse(text('programmes/minnesota-version-1.json'))).id).toBe('minnesota');
  expect(text('README.txt')).toContain(cohort.name);
  expect(text('accounts.csv')).toContain('Name,E-mail,Role');
});

test('problem files of the Lab are in it as they were brought, with results that verify', async () => {
  const problem = problemSchema.parse({
    format: 'mile-problem/1',
    participants: [{ id: 'ana' }, { id: 'ben' }],
    mentors: [{ id: 'olga' }],
    pairs: { participant: [0, 1], mentor: [0, 0], score: [5, 7] },
  });
  const brought = Buffer.from(JSON.stringify(problem));
  const { id } = await bringProblem(await service.listen(), Uint8Array.from(brought), {
    name: 'Zwei für eins',
  });
  const stands = async () => ((await ask('GET', `/api/problems/${id}`)) as StoredProblem).status;
  await expect.poll(stands).toBe('done');
  const { text } = await taken();
  const folder = `problems/zwei-fur-eins-${id}`;
  expect(text(`${folder}/problem.json`)).toBe(brought.toString());
  const outcome = outcomeSchema.parse(JSON.parse(text(`${folder}/result.json`)));
  expect(verify(problem, outcome)).toMatchObject({ reason: null, proven: true });
  expect(JSON.parse(text(`${folder}/about.json`))).toMatchObject({ name: 'Zwei für eins', status: 'done' });

  const later = await bringProblem(await service.listen(), Uint8Array.from(brought));
  const paths: string[] = [];
  for await (const { path, content } of problemFiles(service.store)) {
    // The older one goes while the newer one is being written.
    if (paths.length === 0) await service.send('DELETE', `/api/problems/${id}`);
    paths.push(path);
    if (path === `${folder}/about.json`)
      expect(JSON.parse(String(content))).toMatchObject({
        removedMeanwhile: ['problem.json', 'result.json'],
      });
  }
  expect(paths.filter((path) => path.startsWith(folder))).toEqual([`${folder}/about.json`]);
  expect(paths).toContain(`problems/a-file-${later.id}/problem.json`);
});

test('its tables can be imported again and run no formula', async () => {
  const { bytes, text } = await taken();
  expect(text('/comments.csv')).toContain(`"'=HYPERLINK(""http://x.example"",""Click"")"`);
  const read = await readTable(bytes('/comments.csv'), 'comments.csv');
  expect(read.table.rows[0]?.at(-1)).toBe(FORMULA);

  const made = (await ask('POST', '/api/cohorts', { name: 'Again', programme: 'minnesota' })) as CohortDetail;
  for (const side of ['participant', 'mentor'] as const) {
    const { table } = await readTable(bytes(`/${side}s.csv`), `${side}s.csv`);
    await ask('POST', `/api/cohorts/${made.id}/imports`, { side, table });
  }
  const again = (await ask('GET', `/api/cohorts/${made.id}`)) as CohortDetail;
  const written = JSON.parse(text('/applications.json')) as { answers: Answers }[];
  // A simulated class has ids of its own; an import makes them of the addresses.
  const byEmail = (all: Answers[]) =>
    all.sort((first, second) => compareIdentifiers(String(first.email), String(second.email)));
  expect(byEmail([...again.participantPeople, ...again.mentorPeople].map(({ values }) => values))).toEqual(
    byEmail(written.map(({ answers }) => answers)),
  );
});

test('a set in it verifies by itself, and tells the head of the record, which holds', async () => {
  const { paths, text } = await taken();
  const place =
    paths.find((path) => path.includes(`${set.id}/problem.json`))?.replace('problem.json', '') ?? '';
  expect(place).toMatch(/\/match-sets\/entwurf-a-b-[A-Za-z0-9_-]+\/$/u);
  const problem = problemSchema.parse(JSON.parse(text(`${place}problem.json`)));
  const outcome = outcomeSchema.parse(JSON.parse(text(`${place}result.json`)));
  expect(verify(problem, outcome)).toMatchObject({ reason: null, proven: true });
  const head = /Head of the record: (\d+:[0-9a-f]{64})/u.exec(text('README.txt'))?.[1] ?? '';
  expect(text(`${place}pairs.csv`)).toContain(head);
  const check = await ask('GET', `/api/record/verification?printed=${head}`);
  expect(check as RecordCheck).toMatchObject({ intact: true, printedHolds: true });
  const lines = text('record.ndjson').trim().split('\n');
  expect(lines).toHaveLength(Number(head.split(':')[0]));
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ entry: { kind: 'export.made' } });
  const { entries } = (await ask('GET', '/api/record')) as RecordPage;
  expect(entries[0]).toMatchObject({ kind: 'export.made', facts: { cohorts: 2 } });
});

test('what nobody may know is not in it: answers before their reveal, passwords, tokens', async () => {
  const reply = await service.app.inject({ method: 'POST', url: '/api/export' });
  const all = Object.values(unzipSync(reply.rawPayload))
    .map((file) => Buffer.from(file).toString('utf8'))
    .join('');
  expect(all).not.toContain(REASON);
  expect(all).toContain('"answered": 1');
  for (const word of ['passwordHash', 'password_hash', 'argon2', 'tokenHash', 'token_hash'])
    expect(all).not.toContain(word);
});

test('in a blind review nothing is given out', async () => {
  const blind = (on: boolean) => ask('PUT', `/api/cohorts/${cohort.id}/blind-review`, { cohort: on });
  await blind(true);
  const refused = await service.send('POST', '/api/export');
  expect(errorOf(refused)).toMatchObject({ code: 'BLIND_REVIEW' });
  expect(errorOf(refused).message).toContain(cohort.name);
  await blind(false);
});

test('a terminal writes the same, whole and for its owner alone', async () => {
  const out = temporaryFolder();
  const told = await mileOver(service.folder, 'export', '--out', join(out, 'all.zip'));
  expect(told).toMatchObject({ code: 0, stdout: '' });
  const { paths } = opened(readFileSync(join(out, 'all.zip')));
  expect(paths).toEqual((await taken()).paths);
  expect(statSync(join(out, 'all.zip')).mode & 0o777).toBe(0o600);
  const nowhere = await mileOver(service.folder, 'export', '--out', join(out, 'missing', 'all.zip'));
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringMatching(/^INVALID_INPUT: /u) });
  expect(readdirSync(out)).toEqual(['all.zip']);
});

test('it is an owner’s: a member is refused', async () => {
  const owner = await setUpOwner(service);
  const member = await invitePerson(service, owner, 'member');
  expect(errorOf(await member.send('POST', '/api/export')).code).toBe('NOT_PERMITTED');
  const reply = await service.app.inject({
    method: 'POST',
    url: '/api/export',
    headers: { cookie: owner.cookie },
  });
  const archive = opened(reply.rawPayload);
  expect(archive.text('accounts.csv')).toContain('member@example.org');
  expect(archive.text('record.csv')).toContain('Olga Owner,took a copy of everything');
});
