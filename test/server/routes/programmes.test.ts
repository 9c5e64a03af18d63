import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { CohortUse, Postcodes, ProgrammeSummary } from '#solver/contract/api/programmes.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

const copied = async (name: string) => {
  const reply = await service.send('POST', '/api/programmes', { copyOf: 'minnesota', name });
  expect(reply.status, reply.text).toBe(201);
  return reply.body as ProgrammeSummary;
};
const read = async (id: string, version = '') =>
  (await service.send('GET', `/api/programmes/${id}${version}`)).body as Programme;
const change = (id: string, basedOn: number, parts: object, more: object = {}) =>
  service.send('PATCH', `/api/programmes/${id}`, { basedOn, change: parts, ...more });
const fileOf = async (id: string) => (await service.send('GET', `/api/programmes/${id}/export.json`)).text;

/** A cohort of the programme with one participant, by way of an import. */
async function cohortOf(programme: string, answers: Record<string, string>): Promise<CohortSummary> {
  const made = await service.send('POST', '/api/cohorts', { name: 'Class of 2027', programme });
  const cohort = made.body as CohortSummary;
  const fields = Object.keys(answers);
  const done = await service.send('POST', `/api/cohorts/${cohort.id}/imports`, {
    side: 'participant',
    table: { headers: fields, rows: [Object.values(answers)], rowNumbers: [2] },
  });
  expect(done.status, done.text).toBe(200);
  return cohort;
}

describe('a programme', () => {
  test('is started from a copy under a name and policy of its own', async () => {
    const copy = await copied('Wisconsin Bücherei');
    expect(copy).toMatchObject({ id: 'wisconsin-bucherei', version: 1, cohorts: 0 });
    const programme = await read(copy.id);
    expect(programme.policy.programme).toBe(copy.id);
    expect(programme.lists).toEqual((await read('minnesota')).lists);
    const again = await service.send('POST', '/api/programmes', { copyOf: 'minnesota', name: copy.name });
    expect(errorOf(again).code).toBe('NAME_TAKEN');
    const nameless = await service.send('POST', '/api/programmes', { copyOf: 'minnesota', name: '図書館' });
    expect(errorOf(nameless).code).toBe('INVALID_INPUT');
  });

  test('is changed section by section; its postcodes stay', async () => {
    const { id } = await copied('By section');
    const texts = { ...(await read(id)).texts, welcome: 'Come in.' };
    expect((await change(id, 1, { texts, retentionMonths: 6 })).body).toEqual({ version: 2, kept: [] });
    expect(await read(id)).toMatchObject({ retentionMonths: 6, texts: { welcome: 'Come in.' } });
    expect((await read(id, '?version=1')).retentionMonths).not.toBe(6);
    const postcodes = (text: string) => Object.keys((JSON.parse(text) as Programme).geography.postcodes);
    expect(postcodes(await fileOf(id))).toEqual(postcodes(await fileOf('minnesota')));
  });

  test('gives out its postcodes and takes others; one whose place is gone goes along', async () => {
    const { id } = await copied('Postcodes of ours');
    const postcodes = async () =>
      (await service.send('GET', `/api/programmes/${id}/postcodes`)).body as Postcodes;
    expect((await postcodes())['55401']?.place).toBe('hennepin');
    const mine = { '01234': { latitude: 44, longitude: -93, place: 'hennepin' } };
    expect((await change(id, 1, { postcodes: mine })).body).toEqual({ version: 2, kept: [] });
    expect(await postcodes()).toEqual(mine);
    const { placeLabel, systems, places } = (await read(id)).geography;
    const left = places.filter((place) => place.id !== 'hennepin');
    const without = await change(id, 2, { geography: { placeLabel, systems, places: left } });
    expect(without.body).toEqual({ version: 3, kept: [] });
    expect(await postcodes()).toEqual({});
  });

  test('takes over what a new cohort begins with, without the pairs that were decided elsewhere', async () => {
    const { id } = await copied('Weights of ours');
    const { policy } = await read(id);
    const [first, ...others] = policy.criteria;
    if (!first) throw new Error('there is no criterion');
    const weighed = { ...policy, criteria: [{ ...first, weight: 9.5 }, ...others] };
    const pins = [{ participant: 'p1', mentor: 'm1' }];
    expect((await change(id, 1, { policy: { ...weighed, programme: 'minnesota', pins } })).status).toBe(200);
    expect((await read(id)).policy).toEqual(weighed);
    const made = await service.send('POST', '/api/cohorts', { name: 'Class of 2028', programme: id });
    const detail = await service.send('GET', `/api/cohorts/${(made.body as CohortSummary).id}`);
    expect((detail.body as CohortDetail).policy.criteria[0]?.weight).toBe(9.5);
  });

  test('that is saved as it was makes no version', async () => {
    const { id } = await copied('The same');
    expect((await change(id, 1, { name: 'The same' })).body).toEqual({ version: 1, kept: [] });
  });

  test('changed by two at once: the second is told, and nothing is overwritten', async () => {
    const { id } = await copied('Two at once');
    await change(id, 1, { name: 'First' });
    const second = await change(id, 1, { name: 'Second' });
    expect(second.status).toBe(409);
    expect(errorOf(second)).toMatchObject({ code: 'STALE_VERSION', details: { yours: 1, current: 2 } });
    expect((await read(id)).name).toBe('First');
  });

  test('goes into a file and comes back the same', async () => {
    const { id } = await copied('Round trip');
    await change(id, 1, { dates: { kickOff: '2027-06-04', months: 12 } });
    const file = await fileOf(id);
    const elsewhere = await startInProcess();
    try {
      const programme = JSON.parse(file) as Programme;
      const added = await elsewhere.send('POST', '/api/programmes/files', { programme });
      expect(added.status, added.text).toBe(201);
      expect((await elsewhere.send('GET', `/api/programmes/${id}/export.json`)).text).toBe(file);
    } finally {
      await elsewhere.close();
    }
    const again = await service.send('POST', '/api/programmes/files', {
      programme: JSON.parse(file) as unknown,
    });
    expect(errorOf(again).code).toBe('NAME_TAKEN');
  });

  test('is replaced by a file of its own, not by that of another', async () => {
    const { id } = await copied('Replaced');
    const programme = { ...(JSON.parse(await fileOf(id)) as Programme), cycle: 2031 };
    const put = (body: object) => service.send('PUT', `/api/programmes/${id}`, { basedOn: 1, ...body });
    expect(errorOf(await put({ programme: { ...programme, id: 'other' } })).code).toBe('INVALID_PROGRAMME');
    expect((await put({ programme })).body).toEqual({ version: 2, kept: [] });
    expect((await read(id)).cycle).toBe(2031);
  });
});

describe('a rule or criterion that reads what vanishes', () => {
  test('is named, with the field', async () => {
    const { id } = await copied('Vanished field');
    const { mentor } = await read(id);
    const fields = mentor.fields.filter((field) => field.id !== 'expertise');
    const refused = await change(id, 1, { mentor: { ...mentor, fields } });
    expect(errorOf(refused).code).toBe('INVALID_PROGRAMME');
    expect(errorOf(refused).message).toContain(
      '"Topics" reads the field "expertise", which the mentor form lacks',
    );
  });

  test('is named, with the option', async () => {
    const { id } = await copied('Vanished option');
    const { lists } = await read(id);
    const types = lists.libraryTypes as Programme['lists'][string];
    const options = types.options.filter((option) => option.id !== 'tribal');
    const refused = await change(id, 1, { lists: { ...lists, libraryTypes: { ...types, options } } });
    expect(errorOf(refused).code).toBe('INVALID_PROGRAMME');
    expect(errorOf(refused).message).toContain(
      'names the option "tribal", which the list "Library type" lacks',
    );
  });
});

describe('a cohort that follows a programme', () => {
  const ANSWERS = { name: 'Ines Berg', email: 'ines@example.org', pronouns: 'she', times: 'mornings' };

  async function withCohort(name: string) {
    const { id } = await copied(name);
    const { times } = (await read(id)).lists;
    const first = times?.options[0];
    const cohort = await cohortOf(id, { ...ANSWERS, times: first?.label ?? '' });
    return { id, cohort, first, programme: await read(id) };
  }
  const detail = async (id: string) => (await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;

  test('moves along where it loses nothing', async () => {
    const { id, cohort, programme } = await withCohort('Moves along');
    const { participant } = programme;
    const fields = participant.fields.filter((field) => field.id !== 'jobTitle');
    expect((await change(id, 1, { participant: { ...participant, fields } })).body).toEqual({
      version: 2,
      kept: [],
    });
    const before = cohort.version + 1;
    expect(await detail(cohort.id)).toMatchObject({ programmeVersion: 2, version: before + 1 });
  });

  test('keeps a field that somebody answered: what and how many is told, nothing is saved', async () => {
    const { id, cohort, programme } = await withCohort('Field in use');
    const { participant } = programme;
    const fields = participant.fields.filter((field) => field.id !== 'pronouns');
    const refused = await change(id, 1, { participant: { ...participant, fields } });
    expect(refused.status).toBe(409);
    expect(errorOf(refused).code).toBe('PROGRAMME_IN_USE');
    expect(errorOf(refused).message).toContain('the field “Pronouns” of the participant form: 1 answer');
    const [use] = errorOf(refused).details.cohorts as CohortUse[];
    expect(use).toMatchObject({ cohort: cohort.id, name: 'Class of 2027' });
    expect(errorOf(refused).message).not.toContain('Ines');
    expect(await detail(cohort.id)).toMatchObject({ programmeVersion: 1 });
    expect((await read(id)).participant.fields).toHaveLength(participant.fields.length);
  });

  test('keeps an option that somebody chose, or stays behind where the owner says so', async () => {
    const { id, cohort, programme, first } = await withCohort('Option in use');
    const { times } = programme.lists as { times: Programme['lists'][string] };
    const lists = { ...programme.lists, times: { ...times, options: times.options.slice(1) } };
    const refused = await change(id, 1, { lists });
    expect(errorOf(refused).message).toContain(`the choice “${first?.label}” in “Times that suit”`);
    const saved = await change(id, 1, { lists }, { cohorts: 'keep-those-in-use' });
    expect(saved.body).toEqual({ version: 2, kept: ['Class of 2027'] });
    const left = await detail(cohort.id);
    expect(left.programmeVersion).toBe(1);
    expect(left.participantPeople[0]?.values.times).toEqual([first?.id]);
  });

  test('is matched by the programme that it follows: the same question after a change of the map answers anew', async () => {
    const { id } = await copied('Another map');
    const sample = await service.sampleCohort();
    const mine = { ...sample.policy, programme: 'minnesota' };
    const ask = async (cohort: CohortDetail) =>
      (
        await service.send('POST', `/api/cohorts/${cohort.id}/matchings`, {
          cohortVersion: cohort.version,
          policy: mine,
          revision: 1,
        })
      ).body as { matching: { meanFit: number } };
    const before = await ask(sample);
    const { placeLabel, systems, places, outlines } = (await read('minnesota')).geography;
    const moved = places.map((place, index) => ({ ...place, latitude: 44 + (index % 5) }));
    const { version } = ((await service.send('GET', '/api/programmes')).body as ProgrammeSummary[]).find(
      (one) => one.id === 'minnesota',
    ) as ProgrammeSummary;
    const geography = { placeLabel, systems, outlines, places: moved };
    expect((await change('minnesota', version, { geography })).status).toBe(200);
    const after = await ask(await detail(sample.id));
    expect(after.matching.meanFit).not.toBe(before.matching.meanFit);
    expect(id).toBe('another-map');
  });
});
