import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANNOUNCE_FILES } from '#solver/contract/api/announcement.ts';
import type { Announcement } from '#solver/contract/api/announcement.ts';
import type { CohortDetail, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { cookieOf } from '../../support/people-with-accounts.ts';

let service: InProcessService;
let cohort: CohortDetail;
const at = (rest = '') => `/api/cohorts/${cohort.id}/announcement${rest}`;
const read = async () => (await service.send('GET', at())).body as Announcement;

beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

test('before anything is published there are templates and no letters, and no file can be made', async () => {
  const before = await read();
  expect(before).toMatchObject({ version: 0, schedule: null, publication: null, letters: [], waiting: [] });
  expect(before.templates.mentor).toContain('{{partner details}}');
  for (const file of Object.keys(ANNOUNCE_FILES)) {
    const reply = await service.send('GET', at(`/${file}`));
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 422,
      code: 'NOTHING_PUBLISHED',
    });
  }
  expect((await service.send('GET', '/api/cohorts/nothing-here/announcement')).status).toBe(404);
});

describe('once a set is published', () => {
  beforeAll(async () => {
    const { policy, version } = cohort;
    const saved = await service.send('POST', `/api/cohorts/${cohort.id}/match-sets`, {
      name: 'Ours',
      cohortVersion: version,
      policy,
    });
    const joined = await service.send('POST', `/api/cohorts/${cohort.id}/members`, { name: 'Olga' });
    const published = await service.send(
      'POST',
      `/api/cohorts/${cohort.id}/publications`,
      { matchSet: (saved.body as MatchSetSummary).id, why: 'All agreed.', basedOn: 0 },
      { cookie: cookieOf(joined) },
    );
    expect(published.status).toBe(201);
  });

  test('everybody who is matched gets a letter, and the others are named', async () => {
    const { publication, letters, waiting } = await read();
    expect(publication).toMatchObject({ version: 1, matchSetName: 'Ours' });
    expect(letters.filter(({ side }) => side === 'participant')).toHaveLength(24);
    const set = (await service.send('GET', `/api/match-sets/${publication?.matchSet}`)).body as MatchSet;
    const pairs = 'pairs' in set.matching ? set.matching.pairs : [];
    const written = letters.map(({ person }) => person);
    expect(new Set(written)).toEqual(
      new Set(pairs.flatMap(({ participant, mentor }) => [participant, mentor])),
    );
    expect(written).toHaveLength(new Set(written).size);
    expect(waiting).toEqual(['Bjorn Draxten']);
    for (const letter of letters)
      for (const partner of letter.partners) expect(letter.text).toContain(partner);
  });

  test('dates and templates are saved; an older version, an unknown field and a bad day are refused, and nothing is lost', async () => {
    const { templates } = await read();
    const schedule = {
      kickOff: '2027-03-12T13:00',
      durationMinutes: 180,
      place: '',
      months: 18,
      meetings: 6,
    };
    const mentor = 'Dear {{first name}}, meet {{partners}} on {{kick-off}}.';
    const body = { schedule, templates: { ...templates, mentor }, basedOn: 0 };
    const saved = await service.send('PUT', at(), body);
    expect(saved.body).toMatchObject({ version: 1, schedule });
    const letter = (saved.body as Announcement).letters.find(({ side }) => side === 'mentor');
    expect(letter?.text).toMatch(/^Dear \p{L}+, meet .+ on Friday, March 12, 2027, 1:00\sPM\.$/u);

    const refusals = [
      [{ ...body, basedOn: 0 }, 409, 'STALE_VERSION'],
      [
        { ...body, basedOn: 1, templates: { ...templates, mentor: '{{salary}}' } },
        422,
        'UNKNOWN_MERGE_FIELD',
      ],
      [{ ...body, basedOn: 1, schedule: { ...schedule, kickOff: '2027-02-30T13:00' } }, 400, 'INVALID_INPUT'],
      [{ ...body, basedOn: 1, schedule: { ...schedule, meetings: 0 } }, 400, 'INVALID_INPUT'],
    ] as const;
    for (const [refused, status, code] of refusals) {
      const reply = await service.send('PUT', at(), refused);
      expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status, code });
    }
    expect(await read()).toEqual(saved.body);
  });

  test.each([
    ['participant-letters.docx', 'PK'],
    ['mentor-letters.docx', 'PK'],
    ['mail-merge.csv', '\uFEFFSide,Name,E-mail'],
    ['roster.xlsx', 'PK'],
    ['calendars.zip', 'PK'],
  ])('%s is made', async (file, begins) => {
    const reply = await service.send('GET', at(`/${file}`));
    expect(reply.status).toBe(200);
    expect(reply.headers['content-disposition']).toContain(file);
    expect(reply.text.startsWith(begins)).toBe(true);
  });
});
