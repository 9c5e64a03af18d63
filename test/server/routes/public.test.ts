import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { appliedSchema } from '#solver/contract/api/intake.ts';
import type { Intake, OwnApplication, PublicPage } from '#solver/contract/api/intake.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';
import { formOfSide, openCohort, send, setWindow, tokenOf } from '../../support/intake.ts';

let service: InProcessService;
let from = 0;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  service = await startInProcess({ trustedProxies: ['127.0.0.1'] });
});
afterEach(async () => {
  await service.close();
  vi.useRealTimers();
});

const INES = { name: 'Ines Berg', email: 'ines@example.org', goals: ['leadership', 'networking'] };
const someAddress = () => `203.0.113.${(from += 1) % 250}`;

/** Opens the form, takes five seconds, and sends it. */
async function apply(values: object, more: { address?: string } = {}): Promise<Reply> {
  const { stamp } = await formOfSide(service, 'participant');
  vi.advanceTimersByTime(5_000);
  return send(service, 'participant', stamp, values, { address: someAddress(), ...more });
}
const cohortNow = async (id: string) =>
  (await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;
const intakeNow = async (id: string) =>
  (await service.send('GET', `/api/cohorts/${id}/intake`)).body as Intake;
const own = async (token: string) =>
  (await service.send('POST', '/api/public/application/read', { token })).body as OwnApplication;
const correct = (token: string, basedOn: number, values: object) =>
  service.send('PUT', '/api/public/application', { token, basedOn, values, consent: true });

describe('the page of a programme', () => {
  test('is there once a cohort was opened, and tells nothing of a programme that never was', async () => {
    expect((await service.send('GET', '/api/public/programmes')).body).toEqual([]);
    expect((await service.send('GET', '/api/public/programmes/minnesota')).status).toBe(404);
    await openCohort(service);
    const page = (await service.send('GET', '/api/public/programmes/minnesota')).body as PublicPage;
    expect(page.applications.state).toBe('open');
    expect(page.texts.welcome).toContain('mentor');
    expect((await service.send('GET', '/api/public/programmes/civil-service')).status).toBe(404);
  });

  test('says when applications are closed, and takes none', async () => {
    const { id } = await openCohort(service);
    const { stamp } = await formOfSide(service, 'participant');
    await setWindow(service, id, 1, { closesAt: new Date(Date.now() + 2_000).toISOString() });
    vi.advanceTimersByTime(5_000);
    const page = (await service.send('GET', '/api/public/programmes/minnesota')).body as PublicPage;
    expect(page.applications.state).toBe('closed');
    const late = await send(service, 'participant', stamp, INES);
    expect(errorOf(late).code).toBe('APPLICATIONS_CLOSED');
    expect((await cohortNow(id)).participants).toBe(0);
  });

  test('speaks for one cohort: another of the same programme is not opened at the same time', async () => {
    const { id } = await openCohort(service);
    const other = await service.send('POST', '/api/cohorts', { name: 'Other', programme: 'minnesota' });
    const refused = await setWindow(service, (other.body as CohortDetail).id, 0);
    expect(errorOf(refused)).toMatchObject({ code: 'APPLICATIONS_OPEN_ELSEWHERE' });
    expect(errorOf(refused).message).toContain('Class of 2027');
    expect(errorOf(await setWindow(service, id, 0)).code).toBe('STALE_VERSION');
  });

  test('asks a side alone where the other is not wanted', async () => {
    const { id } = await openCohort(service);
    await setWindow(service, id, 1, { participant: false });
    const closed = await service.send('GET', '/api/public/programmes/minnesota/forms/participant');
    expect(errorOf(closed).code).toBe('APPLICATIONS_CLOSED');
    expect((await formOfSide(service, 'mentor')).label).toBe('Mentor');
  });
});

describe('an application', () => {
  test('lands in the cohort as it was written, with consent', async () => {
    const { id } = await openCohort(service);
    const sent = await apply(INES);
    expect(appliedSchema.parse(sent.body).token).toHaveLength(43);
    const [person] = (await cohortNow(id)).participantPeople;
    expect(person).toMatchObject({ name: 'Ines Berg', values: { ...INES, consent: true } });
    expect((await intakeNow(id)).received).toEqual({ participant: 1, mentor: 0 });
  });

  test('with wrong answers is refused question by question, and nothing of it is kept', async () => {
    const { id } = await openCohort(service);
    const wrong = await apply({ email: 'no address', years: -1, goals: ['flying'] });
    const fields = (errorOf(wrong).details.fields as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(['name', 'email', 'years', 'goals']);
    expect(errorOf(await apply({ ...INES, waitingSince: 2020 })).code).toBe('UNKNOWN_FIELD');
    expect(errorOf(await apply({ ...INES, consent: true })).code).toBe('UNKNOWN_FIELD');
    const { stamp } = await formOfSide(service, 'participant');
    vi.advanceTimersByTime(5_000);
    const silent = await send(service, 'participant', stamp, INES, { consent: false });
    expect(errorOf(silent)).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await cohortNow(id)).participants).toBe(0);
  });

  test('is read, corrected and withdrawn by its link alone, which is kept as a hash', async () => {
    const { id } = await openCohort(service);
    const token = tokenOf(await apply(INES));
    const read = await own(token);
    expect(read).toMatchObject({ state: 'received', isOpen: true, values: INES });
    const corrected = await correct(token, read.revision, { ...INES, employer: 'Hill Library' });
    expect((corrected.body as OwnApplication).values).toMatchObject({ employer: 'Hill Library' });
    expect((await cohortNow(id)).participantPeople[0]?.values.employer).toBe('Hill Library');
    expect(errorOf(await correct(token, read.revision, INES)).code).toBe('STALE_VERSION');
    const moved = await correct(token, read.revision + 1, { ...INES, email: 'other@example.org' });
    expect(errorOf(moved).code).toBe('INVALID_INPUT');

    const withdrawn = await service.send('POST', '/api/public/application/withdraw', { token });
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', values: {} });
    expect((await cohortNow(id)).participantPeople).toEqual([]);
    expect((await service.store.people.of(id)).map(({ state }) => state)).toEqual(['withdrawn']);
    expect(errorOf(await correct(token, read.revision + 2, INES)).code).toBe('APPLICATIONS_CLOSED');
    const stranger = await service.send('POST', '/api/public/application/read', { token: 'x'.repeat(43) });
    expect(errorOf(stranger).code).toBe('LINK_NOT_VALID');
    expect((await service.store.submissions.ofCohort(id)).map(({ tokenHash }) => tokenHash)).not.toContain(
      token,
    );
  });

  test('can be read but not changed once applications are closed', async () => {
    const { id } = await openCohort(service);
    const token = tokenOf(await apply(INES));
    await setWindow(service, id, 1, { closesAt: new Date(Date.now() + 1_000).toISOString() });
    vi.advanceTimersByTime(2_000);
    expect(await own(token)).toMatchObject({ isOpen: false, values: INES });
    expect(errorOf(await correct(token, 1, INES)).code).toBe('APPLICATIONS_CLOSED');
  });
});

describe('a second application of the same address', () => {
  const SECOND = { ...INES, email: ' INES@Example.org', name: 'Somebody Else', employer: 'Elsewhere' };

  test('is answered like any other and overwrites nothing', async () => {
    const { id } = await openCohort(service);
    const first = await apply(INES);
    const second = await apply({ ...SECOND, email: 'INES@Example.org' });
    expect({ ...(second.body as object), token: '' }).toEqual({ ...(first.body as object), token: '' });
    expect((await cohortNow(id)).participantPeople).toMatchObject([{ name: 'Ines Berg' }]);
    expect(await own(tokenOf(second))).toMatchObject({
      state: 'received',
      values: { employer: 'Elsewhere' },
    });
    expect((await own(tokenOf(second))).values).not.toMatchObject({ name: 'Ines Berg' });
    const [waiting] = (await intakeNow(id)).repeated;
    expect(waiting).toMatchObject({ name: 'Ines Berg' });
    expect(waiting?.differences).toContainEqual({ label: 'Employer', before: '', after: 'Elsewhere' });
  });

  test('is taken when the committee says so; then the first link ends', async () => {
    const { id } = await openCohort(service);
    const first = tokenOf(await apply(INES));
    const second = tokenOf(await apply({ ...SECOND, email: 'ines@example.org' }));
    const [waiting] = (await intakeNow(id)).repeated;
    const decide = (take: boolean) =>
      service.send('POST', `/api/cohorts/${id}/submissions/${waiting?.id}`, { take });
    expect((await decide(true)).status).toBe(200);
    expect((await cohortNow(id)).participantPeople).toMatchObject([{ name: 'Somebody Else' }]);
    expect(errorOf(await decide(false)).code).toBe('DECIDED_ALREADY');
    expect(errorOf(await service.send('POST', '/api/public/application/read', { token: first })).code).toBe(
      'LINK_NOT_VALID',
    );
    expect((await own(second)).state).toBe('received');
  });

  test('put aside leaves the first as it is', async () => {
    const { id } = await openCohort(service);
    const first = tokenOf(await apply(INES));
    tokenOf(await apply({ ...SECOND, email: 'ines@example.org' }));
    const [waiting] = (await intakeNow(id)).repeated;
    await service.send('POST', `/api/cohorts/${id}/submissions/${waiting?.id}`, { take: false });
    expect((await intakeNow(id)).repeated).toEqual([]);
    expect((await own(first)).values).toEqual(INES);
  });
});

describe('programs that fill in forms', () => {
  test('are told by the field that nobody sees, by haste, and by a stamp that is not ours', async () => {
    const { id } = await openCohort(service);
    const { stamp } = await formOfSide(service, 'participant');
    expect(errorOf(await send(service, 'participant', stamp, INES)).code).toBe('FORM_TOO_FAST');
    vi.advanceTimersByTime(5_000);
    const trapped = await send(service, 'participant', stamp, INES, { website: 'http://spam.example' });
    expect(errorOf(trapped).code).toBe('FORM_REFUSED');
    const forged = `${Date.now() - 9_000}.${stamp.split('.')[1]}`;
    expect(errorOf(await send(service, 'participant', forged, INES)).code).toBe('FORM_EXPIRED');
    vi.advanceTimersByTime(25 * 3_600_000);
    expect(errorOf(await send(service, 'participant', stamp, INES)).code).toBe('FORM_EXPIRED');
    expect((await cohortNow(id)).participants).toBe(0);
  });

  test('have five applications an hour from one address', async () => {
    await openCohort(service);
    const address = '198.51.100.7';
    for (let count = 0; count < 5; count += 1)
      expect((await apply({ ...INES, email: `p${count}@example.org` }, { address })).status).toBe(201);
    const sixth = await apply({ ...INES, email: 'p6@example.org' }, { address });
    expect(errorOf(sixth).code).toBe('RATE_LIMITED');
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(60);
    expect((await apply({ ...INES, email: 'p7@example.org' })).status).toBe(201);
  });

  test('send bodies that are too large in vain', async () => {
    await openCohort(service);
    const long = await apply({ ...INES, motivation: 'x'.repeat(10_001) });
    expect(errorOf(long).code).toBe('INVALID_INPUT');
    expect((await apply({ ...INES, motivation: 'x'.repeat(300_000) })).status).toBe(413);
  });
});

test('200 applications at once: none is lost, each can be read by its link', async () => {
  const { id } = await openCohort(service);
  const { stamp } = await formOfSide(service, 'participant');
  vi.advanceTimersByTime(5_000);
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      send(
        service,
        'participant',
        stamp,
        { ...INES, email: `person${index}@example.org`, name: `Person ${index}` },
        { address: `203.0.${index >> 4}.${index & 15}` },
      ),
    ),
  );
  const tokens = replies.map(tokenOf);
  expect(new Set(tokens).size).toBe(200);
  const cohort = await cohortNow(id);
  expect(cohort.participants).toBe(200);
  expect(new Set(cohort.participantPeople.map(({ name }) => name)).size).toBe(200);
  expect((await own(tokens[117] as string)).values).toMatchObject({ name: 'Person 117' });
});

test('no route for strangers tells anything of 200 people, and neither does the log', async () => {
  const { id } = await openCohort(service);
  const { stamp } = await formOfSide(service, 'participant');
  vi.advanceTimersByTime(5_000);
  const name = (index: number) => `Canary${index}x`;
  for (let index = 0; index < 200; index += 1) {
    const values = {
      ...{ name: name(index), email: `${name(index)}@example.org`, employer: `${name(index)} Library` },
      ...{ goals: ['leadership'], libraryType: 'public', county: 'aitkin', motivation: name(index) },
    };
    tokenOf(await send(service, 'participant', stamp, values, { address: `203.${index >> 2}.1.1` }));
  }
  const asked = await Promise.all([
    service.send('GET', '/api/public/programmes'),
    service.send('GET', '/api/public/programmes/minnesota'),
    service.send('GET', '/api/public/programmes/minnesota/forms/mentor'),
    service.send('GET', '/api/public/programmes/minnesota/forms/participant'),
    service.send('GET', `/api/public/programmes/${id}`),
    send(service, 'participant', stamp, { name: name(1), email: `${name(1)}@example.org` }),
    send(service, 'participant', stamp, { email: `${name(1)}@example.org` }),
    service.send('POST', '/api/public/application/read', { token: 'y'.repeat(43) }),
    service.send('POST', '/api/public/application/withdraw', { token: 'y'.repeat(43) }),
  ]);
  for (const { text } of asked) expect(text).not.toMatch(/canary/iu);
  expect(service.log()).not.toMatch(/canary/iu);
  const page = asked[1]?.body as PublicPage;
  expect(page.needed).toMatchObject({ count: 200 });
  expect(page.needed?.types).toContain('Public library');
});

test('the banner names no figure, region or type behind which fewer than five stand', async () => {
  await openCohort(service);
  for (let index = 0; index < 4; index += 1)
    tokenOf(
      await apply({ ...INES, email: `few${index}@example.org`, libraryType: 'tribal', county: 'cook' }),
    );
  const page = (await service.send('GET', '/api/public/programmes/minnesota')).body as PublicPage;
  expect(page.needed).toEqual({ count: null, regions: [], types: [] });
});

test('names that look like markup come back as text', async () => {
  await openCohort(service);
  const name = '<img src=x onerror=alert(1)>\u202Egnp.exe';
  const token = tokenOf(await apply({ ...INES, name }));
  const { values } = await own(token);
  expect(values.name).toBe(name);
});
