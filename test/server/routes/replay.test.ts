import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { replaySchema } from '#solver/contract/api/replay.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { ProblemFile } from '#solver/contract/problem.ts';
import { canonicalJson } from '#server/store/canonical-json.ts';
import { askInProcess } from '../../support/ask-in-process.ts';
import type { Ask } from '../../support/ask.ts';
import { mileOver } from '../../support/command-line.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { columnOfSet, tamperSet } from '../../support/tamper-set.ts';

let service: InProcessService;
let ask: Ask;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  ask = askInProcess(service);
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

async function saved(name: string, more: object = {}): Promise<string> {
  const { id, policy, version: cohortVersion } = cohort;
  const body = { name, cohortVersion, policy, ...more };
  return ((await ask('POST', `/api/cohorts/${id}/match-sets`, body)) as MatchSetSummary).id;
}
const replayed = async (id: string) => replaySchema.parse(await ask('GET', `/api/match-sets/${id}/replay`));

test('the same people, policy and program give the same pairs with the same proof', async () => {
  const id = await saved('Once more');
  const same = { verdict: 'identical', differences: [], fromPeople: true, otherVersions: [] };
  expect(await replayed(id)).toEqual(same);
  expect(await replayed(id)).toEqual(same);
});

test('a terminal says the same, and says where there is no such set', async () => {
  const id = await saved('From a terminal');
  const told = await mileOver(service.folder, 'replay', id);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toBe('Identical: the same pairs and the same proof, from people and policy.\n');
  const nothing = await mileOver(service.folder, 'replay', 'aaaaaaaaaaaa');
  expect(nothing).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^NOT_FOUND: /u) });
});

test('a set that was made by hand has no search to be done again', async () => {
  const [participant, mentor] = [cohort.participantPeople[3]?.id, cohort.mentorPeople[5]?.id];
  const id = await saved('By hand', { made: { kind: 'hand', pairs: [{ participant, mentor }] } });
  expect(await replayed(id)).toMatchObject({ verdict: 'not-searched', differences: [] });
});

test('what somebody changed in a saved set is found: pairs, proof, scores', async () => {
  const id = await saved('Changed later');
  const [problem, outcome] = (['problem_json', 'outcome_json'] as const).map((column) =>
    columnOfSet(service.folder, id, column),
  ) as [string, string];

  const claim = JSON.parse(outcome) as Extract<Outcome, { status: 'optimal' }>;
  tamperSet(service.folder, id, 'outcome_json', canonicalJson({ ...claim, pairs: claim.pairs.slice(1) }));
  expect(await replayed(id)).toMatchObject({ verdict: 'differs', differences: ['pairs'] });
  expect((await mileOver(service.folder, 'replay', id)).code).toBe(1);
  tamperSet(service.folder, id, 'outcome_json', canonicalJson({ ...claim, relativeGap: 0.5 }));
  expect(await replayed(id)).toMatchObject({ verdict: 'differs', differences: ['proof'] });
  tamperSet(service.folder, id, 'outcome_json', outcome);

  const asked = JSON.parse(problem) as ProblemFile;
  const [first = 0, ...others] = asked.pairs.score;
  const scores = { ...asked.pairs, score: [first + 1, ...others] };
  tamperSet(service.folder, id, 'problem_json', canonicalJson({ ...asked, pairs: scores }));
  expect((await replayed(id)).differences).toContain('scores');
  tamperSet(service.folder, id, 'problem_json', '{');
  const unreadable = await service.send('GET', `/api/match-sets/${id}/replay`);
  expect(errorOf(unreadable).code).toBe('INVALID_RESULT');
  tamperSet(service.folder, id, 'problem_json', problem);
  expect(await replayed(id)).toMatchObject({ verdict: 'identical' });
});

test('where the people have changed since, it begins with the saved scores; other versions are named', async () => {
  const id = await saved('Before the change');
  const [person] = cohort.participantPeople;
  const edit = { side: 'participant', id: person?.id, basedOn: 1, state: 'withdrawn' };
  await ask('POST', `/api/cohorts/${cohort.id}/people`, { edits: [edit], why: 'Has moved away' });
  expect(await replayed(id)).toEqual({
    ...{ verdict: 'identical', differences: [], fromPeople: false },
    otherVersions: [],
  });
  const versions = JSON.parse(columnOfSet(service.folder, id, 'versions_json')) as Record<string, string>;
  tamperSet(service.folder, id, 'versions_json', canonicalJson({ ...versions, highs: '0.0.1' }));
  expect(await replayed(id)).toMatchObject({
    verdict: 'identical',
    otherVersions: [{ of: 'highs', saved: '0.0.1', now: versions.highs }],
  });
});
