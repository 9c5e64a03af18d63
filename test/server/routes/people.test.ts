import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CohortDetail,
  CohortSummary,
  MatchSetSummary,
  MatchingReply,
  Person,
} from '#solver/contract/api/cohorts.ts';
import type { PersonChange, PersonEdit } from '#solver/contract/api/people.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
});
afterAll(() => service.close());

const AS_ANA = { 'x-mile-window': 'window-ana', 'x-mile-name': 'Ana' };

async function load(id = cohort.id): Promise<CohortDetail> {
  return (await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;
}

function edit(edits: Partial<PersonEdit>[], why = ''): Promise<Reply> {
  return service.send('POST', `/api/cohorts/${cohort.id}/people`, { edits, why }, AS_ANA);
}

async function history(person: Person, side = 'participant'): Promise<PersonChange[]> {
  const url = `/api/cohorts/${cohort.id}/people/${side}/${person.id}/history`;
  return (await service.send('GET', url)).body as PersonChange[];
}

const first = (detail: CohortDetail): Person => detail.participantPeople[0] as Person;
const editOf = ({ id, revision }: Person, change: object) =>
  ({ side: 'participant', id, basedOn: revision, ...change }) as Partial<PersonEdit>;

describe('answers', () => {
  beforeAll(async () => {
    cohort = await service.sampleCohort();
  });

  test('an edit is kept with who, when, why, before and after; the name follows; what is not named stays', async () => {
    const before = first(cohort);
    const reply = await edit([editOf(before, { values: { name: 'Zelda', employer: null } })], 'She married');
    expect(reply.body).toEqual({ cohortVersion: cohort.version + 1 });
    const after = (await load()).participantPeople.find(({ id }) => id === before.id) as Person;
    expect(after.name).toBe('Zelda');
    const { employer, ...rest } = before.values;
    expect(after.values).toEqual({ ...rest, name: 'Zelda' });
    expect(after.revision).toBe(before.revision + 1);
    const [change, ...earlier] = await history(before);
    expect(earlier).toEqual([]);
    expect(change).toMatchObject({ author: 'Ana', why: 'She married', cause: 'edit', state: 'active' });
    expect(change?.changes).toEqual([
      { field: 'employer', before: employer, after: null },
      { field: 'name', before: before.values.name, after: 'Zelda' },
    ]);
  });

  test.each([
    [{ county: 'atlantis' }, 'not on the list of "County"'],
    [{ years: -3 }, 'at least'],
    [{ years: 'many' }, 'takes a number'],
    [{ email: 'nobody' }, 'is not an e-mail address'],
    [{ email: null }, 'needs an answer'],
    [{ goals: ['leadership', 'leadership'] }, 'names something twice'],
    [{ consent: 'yes' }, 'takes yes or no'],
    [{ jobTitle: '   ' }, 'takes a text'],
  ])('the form refuses %o in a sentence, and nothing is written', async (values, sentence) => {
    const now = await load();
    const reply = await edit([editOf(first(now), { values: { pronouns: 'they', ...values } })]);
    expect(reply.status).toBe(400);
    expect(errorOf(reply).message).toContain(sentence);
    expect(await load()).toEqual(now);
  });

  test('a field that no form has, and somebody who is not there, are named', async () => {
    const person = first(await load());
    expect(errorOf(await edit([editOf(person, { values: { shoeSize: 44 } })])).code).toBe('UNKNOWN_FIELD');
    expect(errorOf(await edit([editOf({ ...person, id: 'p_nobody' }, {})])).code).toBe('UNKNOWN_PERSON');
    const poisoned = JSON.stringify({ edits: [{ ...editOf(person, {}), values: 0 }], why: '' }).replace(
      '"values":0',
      '"values":{"__proto__":"x"}',
    );
    const reply = await service.send('POST', `/api/cohorts/${cohort.id}/people`, poisoned, {
      'content-type': 'application/json',
    });
    expect(reply.status).toBe(400);
  });

  test('of two editors the second is told what the first changed; neither is lost', async () => {
    const person = first(await load());
    await edit([editOf(person, { values: { years: 11 } })]);
    const late = await edit([editOf(person, { values: { years: 12, travelKm: 40 } })]);
    expect(late.status).toBe(409);
    expect(errorOf(late).code).toBe('STALE_VERSION');
    expect(errorOf(late).details).toEqual({
      conflicts: [
        { side: 'participant', id: person.id, yours: person.revision, fields: ['years'], by: 'Ana' },
      ],
    });
    const now = (await load()).participantPeople.find(({ id }) => id === person.id) as Person;
    expect(now.values.years).toBe(11);
    expect((await edit([editOf(now, { values: { years: 12, travelKm: 40 } })])).status).toBe(200);
  });

  test('a double click makes one change', async () => {
    const person = first(await load());
    const change = [editOf(person, { values: { pronouns: 'xe' } })];
    const replies = await Promise.all([edit(change), edit(change)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(
      (await history(person)).filter(({ changes }) => changes.some(({ after }) => after === 'xe')),
    ).toHaveLength(1);
  });

  test('many are changed at once, all or none', async () => {
    const now = await load();
    const all = now.participantPeople.map((person) => editOf(person, { values: { consent: true } }));
    const stale = [...all.slice(1), { ...all[0], basedOn: 99 }];
    expect((await edit(stale)).status).toBe(409);
    expect((await load()).version).toBe(now.version);
    expect((await edit(all)).status).toBe(200);
    const after = await load();
    expect(after.participantPeople.every(({ values }) => values.consent === true)).toBe(true);
  });
});

describe('who takes part', () => {
  let sets: MatchSetSummary[];
  beforeAll(async () => {
    cohort = await service.sampleCohort();
    const saved = await service.send('POST', `/api/cohorts/${cohort.id}/match-sets`, {
      name: 'Before',
      cohortVersion: cohort.version,
      policy: cohort.policy,
    });
    sets = [saved.body as MatchSetSummary];
  });

  async function match(detail: CohortDetail, policy = detail.policy): Promise<MatchingReply['matching']> {
    const body = { cohortVersion: detail.version, policy, revision: 1 };
    const reply = await service.send('POST', `/api/cohorts/${detail.id}/matchings`, body);
    expect(reply.status, reply.text).toBe(200);
    return (reply.body as MatchingReply).matching;
  }

  test('who withdraws leaves the match and comes back; pins on them rest, saved sets keep their names', async () => {
    const matching = await match(cohort);
    if (!('pairs' in matching)) throw new Error(matching.status);
    const [pair] = matching.pairs;
    if (!pair) throw new Error('nobody is matched');
    const pins = [{ participant: pair.participant, mentor: pair.mentor }];
    const leaving = cohort.participantPeople.find(({ id }) => id === pair.participant) as Person;
    await edit([editOf(leaving, { state: 'withdrawn' })], 'Moved to Ohio');

    const without = await load();
    expect(without.participants).toBe(cohort.participants - 1);
    expect(without.absentPeople).toMatchObject([{ id: leaving.id, side: 'participant', state: 'withdrawn' }]);
    const rest = await match(without, { ...without.policy, pins });
    expect('pairs' in rest && rest.pairs.some(({ participant }) => participant === leaving.id)).toBe(false);
    const set = (await service.send('GET', `/api/match-sets/${sets[0]?.id}`)).body as { names: object };
    expect(set.names).toHaveProperty(leaving.id, leaving.name);

    await edit([editOf({ ...leaving, revision: leaving.revision + 1 }, { state: 'active' })]);
    const back = await match(await load(), { ...without.policy, pins });
    expect('pairs' in back && back.pairs).toContainEqual(
      expect.objectContaining({ ...pins[0], pinned: true }),
    );
    expect((await history(leaving)).map(({ state, why }) => [state, why])).toEqual([
      ['active', ''],
      ['withdrawn', 'Moved to Ohio'],
    ]);
  });

  test('the next cohort takes over who waits, and their wait counts; those who are there keep their answers', async () => {
    const [one, two] = (await load()).participantPeople as [Person, Person];
    await edit([
      editOf(one, { state: 'waiting', values: { waitingSince: 2025 } }),
      editOf(two, { state: 'waiting', values: { waitingSince: null } }),
    ]);
    const next = (await service.send('POST', '/api/cohorts', { name: 'Next', programme: 'minnesota' }))
      .body as CohortSummary;
    const take = () =>
      service.send('POST', `/api/cohorts/${next.id}/waiting-list`, { from: cohort.id, since: 2026 }, AS_ANA);
    expect((await take()).body).toEqual({ cohortVersion: 2, added: 2, known: 0 });
    const taken = await load(next.id);
    const wait = new Map(taken.participantPeople.map(({ id, values }) => [id, values.waitingSince]));
    expect(wait).toEqual(
      new Map([
        [one.id, 2025],
        [two.id, 2026],
      ]),
    );
    // Once more changes nothing.
    expect((await take()).body).toEqual({ cohortVersion: 2, added: 0, known: 2 });
    const [change] = (
      await service.send('GET', `/api/cohorts/${next.id}/people/participant/${one.id}/history`)
    ).body as PersonChange[];
    expect(change).toMatchObject({ cause: 'waiting-list', why: `From the waiting list of ${cohort.name}` });
  });

  test('a cohort takes nothing over from itself, nor from another programme', async () => {
    const other = (await service.send('POST', '/api/cohorts', { name: 'Other', programme: 'civil-service' }))
      .body as CohortSummary;
    for (const id of [cohort.id, other.id]) {
      const reply = await service.send('POST', `/api/cohorts/${id}/waiting-list`, {
        from: cohort.id,
        since: 2026,
      });
      expect({ id, status: reply.status }).toEqual({ id, status: 400 });
    }
  });
});
