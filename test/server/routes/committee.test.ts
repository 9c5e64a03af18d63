import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { committeeSchema, proposalSchema, publicationSchema } from '#solver/contract/api/committee.ts';
import type { Committee, Proposal } from '#solver/contract/api/committee.ts';
import { STORE_FILE } from '#server/store/store.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';
import { invitePerson, setUpOwner } from '../../support/people-with-accounts.ts';

let service: InProcessService;
let cohort: CohortDetail;
let sets: MatchSetSummary[];
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());
beforeEach(async () => {
  cohort = await service.sampleCohort();
  sets = [await saved('Draft A'), await saved('Draft B')];
});

async function saved(name: string): Promise<MatchSetSummary> {
  const body = { name, cohortVersion: 1, policy: cohort.policy };
  return (await service.send('POST', `/api/cohorts/${cohort.id}/match-sets`, body)).body as MatchSetSummary;
}

/** Somebody's browser: it keeps the cookie of the one who joined. */
interface Browser {
  send: (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<Reply>;
}

function browserOf(cookie?: string): Browser {
  return {
    send: (method, path, body) =>
      service.send(method, `/api/cohorts/${cohort.id}${path}`, body, cookie ? { cookie } : {}),
  };
}

async function enter(name: string): Promise<Browser> {
  const reply = await browserOf().send('POST', '/members', { name });
  expect(reply.status, reply.text).toBe(201);
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return browserOf(cookie);
}

async function committeeOf(browser: Browser): Promise<Committee> {
  const reply = await browser.send('GET', '/committee');
  expect(reply.status, reply.text).toBe(200);
  return committeeSchema.parse(reply.body);
}

async function propose(browser: Browser, set = sets[0]): Promise<Proposal> {
  const reply = await browser.send('POST', '/proposals', { matchSet: set?.id, why: 'Balanced regions' });
  expect(reply.status, reply.text).toBe(201);
  return proposalSchema.parse(reply.body);
}

const answer = (browser: Browser, proposal: Proposal, body: unknown) =>
  browser.send('PUT', `/proposals/${proposal.id}/answer`, body);
const reveal = (browser: Browser, proposal: Proposal) =>
  browser.send('POST', `/proposals/${proposal.id}/reveal`);
const decide = (browser: Browser, proposal: Proposal, body: unknown) =>
  browser.send('POST', `/proposals/${proposal.id}/decision`, body);

const OBJECTION = { stand: 'objection', reason: 'Kai and Jun work for one employer' };

function refusal(reply: Reply) {
  return { status: reply.status, code: errorOf(reply).code };
}

describe('who asks', () => {
  test('is told by a cookie that scripts cannot read and other cohorts do not get; the store keeps its hash alone', async () => {
    const reply = await browserOf().send('POST', '/members', { name: 'Ana' });
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toContain(`Path=/api/cohorts/${cohort.id}`);
    const token = /=([^;]+)/.exec(cookie)?.[1] as string;
    expect(reply.text).not.toContain(token);
    using database = new DatabaseSync(join(service.folder, STORE_FILE));
    const row = database.prepare('select known_by from members where cohort_id = ?').get(cohort.id);
    expect(row?.['known_by']).toMatch(/^token [0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(token);
    expect((await committeeOf(browserOf(`mile-member=${token}`))).you?.name).toBe('Ana');
    expect((await committeeOf(browserOf(`mile-member=${token}x`))).you).toBeNull();
    expect((await committeeOf(browserOf())).you).toBeNull();
  });

  test('a token of one cohort is nobody in another', async () => {
    const reply = await browserOf().send('POST', '/members', { name: 'Ana' });
    const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
    const other = await service.sampleCohort();
    const there = await service.send('GET', `/api/cohorts/${other.id}/committee`, undefined, { cookie });
    expect(committeeSchema.parse(there.body).you).toBeNull();
  });

  test('names are unique in a committee, however they are written', async () => {
    await enter('Ana  Ruiz');
    for (const name of ['Ana  Ruiz', 'ana ruiz', ' ANA RUIZ '])
      expect(refusal(await browserOf().send('POST', '/members', { name }))).toEqual({
        status: 409,
        code: 'NAME_TAKEN',
      });
    expect((await committeeOf(browserOf())).members.map(({ name }) => name)).toEqual(['Ana  Ruiz']);
  });

  test('only members act', async () => {
    const ana = await enter('Ana');
    const proposal = await propose(ana);
    const stranger = browserOf();
    const attempts = [
      stranger.send('POST', '/proposals', { matchSet: sets[0]?.id }),
      answer(stranger, proposal, { stand: 'consent' }),
      reveal(stranger, proposal),
      decide(stranger, proposal, { outcome: 'adopted', why: 'mine' }),
      stranger.send('POST', '/publications', { matchSet: sets[0]?.id, why: 'mine', basedOn: 0 }),
    ];
    for (const reply of await Promise.all(attempts))
      expect(refusal(reply)).toEqual({ status: 409, code: 'NOT_A_MEMBER' });
  });
});

describe('check 30: others’ answers are absent from the API before the reveal', () => {
  test('nobody is told what another answered, nor who did: not by the body, its length, its order or an error', async () => {
    const [ana, pavel, mo] = [await enter('Ana'), await enter('Pavel'), await enter('Mo')];
    const proposal = await propose(ana);
    await answer(ana, proposal, OBJECTION);

    const seenByPavel = await pavel.send('GET', '/committee');
    expect(seenByPavel.text).not.toContain('employer');
    expect(seenByPavel.text).not.toContain('objection');
    const [seen] = committeeSchema.parse(seenByPavel.body).proposals;
    expect(seen).toMatchObject({
      answered: 1,
      answers: null,
      yours: null,
      revealedBy: null,
      revealedAt: null,
    });

    // Whatever Ana says, Pavel gets the same bytes.
    await answer(ana, proposal, { stand: 'consent' });
    expect((await pavel.send('GET', '/committee')).text).toBe(seenByPavel.text);
    // And whoever has answered, Mo gets the same bytes.
    await answer(pavel, proposal, OBJECTION);
    const seenByMo = await mo.send('GET', '/committee');
    expect(committeeSchema.parse(seenByMo.body).members.map(({ name }) => name)).toEqual([
      'Ana',
      'Mo',
      'Pavel',
    ]);
    expect(seenByMo.text).not.toContain('objection');

    // The reply to one's own answer tells of oneself alone, and is the same after others have answered.
    const own = proposalSchema.parse((await answer(mo, proposal, { stand: 'consent' })).body);
    expect(own).toMatchObject({
      answered: 3,
      answers: null,
      yours: { stand: 'consent', reason: '', pair: null },
    });
    for (const early of [await decide(mo, proposal, { outcome: 'adopted', why: 'soon' })])
      expect(refusal(early)).toEqual({ status: 409, code: 'PROPOSAL_NOT_REVEALED' });
  });

  test('nobody looks before they answer', async () => {
    const [ana, pavel] = [await enter('Ana'), await enter('Pavel')];
    const proposal = await propose(ana);
    await answer(ana, proposal, OBJECTION);
    const reply = await reveal(pavel, proposal);
    expect(refusal(reply)).toEqual({ status: 409, code: 'ANSWER_FIRST' });
    expect(reply.text).not.toContain('employer');
    expect((await committeeOf(pavel)).proposals[0]?.state).toBe('open');
  });

  test('after the reveal everybody sees the same, by name, and answers stand', async () => {
    const [pavel, ana] = [await enter('Pavel'), await enter('Ana')];
    const proposal = await propose(ana);
    const pair = { participant: 'p_1', mentor: 'm_1' };
    await answer(pavel, proposal, { ...OBJECTION, pair });
    await answer(ana, proposal, { stand: 'consent', reason: 'Fine with me' });
    const revealed = proposalSchema.parse((await reveal(ana, proposal)).body);
    expect(revealed).toMatchObject({ state: 'revealed', revealedBy: 'Ana' });
    expect(revealed.answers).toMatchObject([
      { member: { name: 'Ana' }, stand: 'consent', reason: 'Fine with me', pair: null },
      { member: { name: 'Pavel' }, ...OBJECTION, pair },
    ]);
    expect((await committeeOf(browserOf())).proposals[0]?.answers).toEqual(revealed.answers);
    for (const late of [
      await answer(pavel, proposal, { stand: 'consent' }),
      await answer(await enter('Mo'), proposal, { stand: 'consent' }),
    ])
      expect(refusal(late)).toEqual({ status: 409, code: 'PROPOSAL_CLOSED' });
  });
});

test('an objection without a reason is refused', async () => {
  const ana = await enter('Ana');
  const reply = await answer(ana, await propose(ana), { stand: 'objection', reason: '  ' });
  expect(refusal(reply)).toEqual({ status: 400, code: 'INVALID_INPUT' });
  expect(errorOf(reply).message).toContain('reason');
});

test('a decision keeps what was decided, who, why and when, and is made once', async () => {
  const ana = await enter('Ana');
  const proposal = await propose(ana);
  await answer(ana, proposal, { stand: 'consent' });
  await reveal(ana, proposal);
  const decided = proposalSchema.parse(
    (await decide(ana, proposal, { outcome: 'adopted', why: 'All agree' })).body,
  );
  expect(decided).toMatchObject({
    state: 'decided',
    matchSetName: 'Draft A',
    proposedBy: 'Ana',
    decision: { outcome: 'adopted', why: 'All agree', decidedBy: 'Ana' },
  });
  expect(Date.parse(decided.decision?.decidedAt ?? '')).toBeGreaterThanOrEqual(
    Date.parse(proposal.proposedAt),
  );
  expect(refusal(await decide(ana, proposal, { outcome: 'withdrawn', why: 'No' }))).toEqual({
    status: 409,
    code: 'PROPOSAL_CLOSED',
  });
});

describe('check 32: a published set is immutable, edits make a version with who, when and why', () => {
  const publish = (browser: Browser, set: MatchSetSummary | undefined, basedOn: number, why = 'Agreed') =>
    browser.send('POST', '/publications', { matchSet: set?.id, why, basedOn });

  test('versions are counted, each with who, when and why, and sets say which they are', async () => {
    const ana = await enter('Ana');
    const proposal = await propose(ana);
    await answer(ana, proposal, { stand: 'consent' });
    await reveal(ana, proposal);
    expect(refusal(await publish(ana, sets[0], 0))).toEqual({ status: 409, code: 'PROPOSAL_UNDECIDED' });
    await decide(ana, proposal, { outcome: 'adopted', why: 'All agree' });
    const first = publicationSchema.parse((await publish(ana, sets[0], 0, 'All agreed')).body);
    expect(first).toMatchObject({
      version: 1,
      matchSetName: 'Draft A',
      why: 'All agreed',
      publishedBy: 'Ana',
      proposal: proposal.id,
    });
    expect(refusal(await publish(ana, sets[1], 0))).toEqual({ status: 409, code: 'STALE_VERSION' });
    expect(refusal(await publish(ana, sets[0], 1))).toEqual({ status: 409, code: 'PUBLISHED_ALREADY' });
    const second = publicationSchema.parse((await publish(ana, sets[1], 1, 'Kai left')).body);
    expect(second).toMatchObject({ version: 2, matchSetName: 'Draft B', why: 'Kai left', proposal: null });
    const { publications } = await committeeOf(browserOf());
    expect(publications).toEqual([second, first]);
    const listed = (await service.send('GET', `/api/cohorts/${cohort.id}/match-sets`))
      .body as MatchSetSummary[];
    expect(Object.fromEntries(listed.map(({ name, publishedVersion }) => [name, publishedVersion]))).toEqual({
      'Draft A': 1,
      'Draft B': 2,
    });
    const alone = (await service.send('GET', `/api/match-sets/${sets[1]?.id}`)).body as MatchSetSummary;
    expect(alone.publishedVersion).toBe(2);
  });

  test('the store itself refuses to change a version or an answer that was revealed', async () => {
    const ana = await enter('Ana');
    const proposal = await propose(ana, sets[1]);
    await answer(ana, proposal, OBJECTION);
    await reveal(ana, proposal);
    await publish(ana, sets[0], 0);
    using database = new DatabaseSync(join(service.folder, STORE_FILE));
    expect(() => database.exec(`update publications set why = 'other'`)).toThrow(/immutable/);
    expect(() => database.exec(`update proposal_answers set stand = 'consent'`)).toThrow(/revealed/);
  });

  test('a set of another cohort is not found', async () => {
    const ana = await enter('Ana');
    const elsewhere = sets[0];
    cohort = await service.sampleCohort();
    expect(refusal(await publish(ana, elsewhere, 0))).toEqual({ status: 409, code: 'NOT_A_MEMBER' });
    expect(refusal(await publish(await enter('Ana'), elsewhere, 0))).toEqual({
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});

test('verifying a published set names what a second engine says of it', async () => {
  await expect
    .poll(async () => (await service.store.agreements.of(sets[0]?.id ?? ''))?.verdict)
    .toBe('agrees');
  const reply = await service.send('GET', `/api/match-sets/${sets[0]?.id}/verification`);
  expect(reply.body).toMatchObject({ proven: true, recordIntact: true, agreement: { verdict: 'agrees' } });
});

test('nothing that a committee writes reaches the log', async () => {
  const ana = await enter('Canary Ana');
  const proposal = await propose(ana);
  await answer(ana, proposal, { stand: 'objection', reason: 'canary reason' });
  await browserOf().send('POST', '/members', { name: 'Canary Ana' });
  expect(service.log()).toContain('/answer');
  expect(service.log().toLowerCase()).not.toContain('canary');
});

test('with accounts a member is the account: from any browser, under the account’s name, and observers do not act', async () => {
  const own = await startInProcess();
  try {
    const owner = await setUpOwner(own);
    const member = await invitePerson(own, owner, 'member');
    const observer = await invitePerson(own, owner, 'observer');
    const { id } = (await owner.send('POST', '/api/cohorts/sample', {})).body as { id: string };
    const path = `/api/cohorts/${id}`;
    const joined = await member.send('POST', `${path}/members`, { name: 'Somebody else' });
    expect(joined.body).toMatchObject({ name: 'The member' });
    expect(joined.headers['set-cookie']).toBeUndefined();
    const again = await member.send('POST', `${path}/members`, { name: 'Somebody else' });
    expect(again.body).toEqual(joined.body);
    expect((await member.send('GET', `${path}/committee`)).body).toMatchObject({ you: joined.body });
    expect((await observer.send('GET', `${path}/committee`)).body).toMatchObject({ you: null });
    expect(refusal(await observer.send('POST', `${path}/members`, { name: 'Odd' }))).toEqual({
      status: 403,
      code: 'NOT_PERMITTED',
    });
  } finally {
    await own.close();
  }
});
