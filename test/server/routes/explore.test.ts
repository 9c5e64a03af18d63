import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchingReplySchema } from '#solver/contract/api/cohorts.ts';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { EXPLORE_NAMES, exploreReplySchema } from '#solver/contract/api/explore.ts';
import type { ExploreAnswer, ExploreQuestion } from '#solver/contract/api/explore.ts';
import { explanationSchema } from '#solver/contract/matching.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

const ask = (question: string, parameters: object = {}, policy: Policy = cohort.policy) =>
  service.send('POST', `/api/cohorts/${cohort.id}/explore/${question}`, {
    cohortVersion: 1,
    policy,
    ...parameters,
  });

interface Reply<Question extends ExploreQuestion> {
  participants: string[];
  mentors: string[];
  pairs: { participant: number[]; mentor: number[] } | null;
  partial: boolean;
  note: string | null;
  answer: ExploreAnswer<Question>;
}

async function replyTo<Question extends ExploreQuestion>(
  question: Question,
  parameters: object = {},
  policy?: Policy,
): Promise<Reply<Question>> {
  const reply = await ask(question, parameters, policy);
  expect(reply.status, reply.text.slice(0, 500)).toBe(200);
  const parsed = exploreReplySchema(question).parse(reply.body) as unknown as Reply<Question>;
  expect(parsed.partial).toBe(false);
  return parsed;
}

async function matchUnder(policy: Policy): Promise<FoundMatching> {
  const reply = await service.send('POST', `/api/cohorts/${cohort.id}/matchings`, {
    cohortVersion: 1,
    policy,
    revision: 1,
  });
  const { matching } = matchingReplySchema.parse(reply.body);
  if (matching.status !== 'optimal') throw new Error(`the sample has a best match, not ${matching.status}`);
  return matching;
}

const couples = ({ pairs }: FoundMatching) =>
  pairs.map(({ participant, mentor }) => ({ participant, mentor }));

/** At most one pair with four mentors whom the best match has. */
async function withQuota(): Promise<Policy> {
  const best = await matchUnder(cohort.policy);
  const taken = new Set(best.pairs.slice(0, 4).map(({ mentor }) => mentor));
  const emails = cohort.mentorPeople
    .filter(({ id }) => taken.has(id))
    .map(({ values }) => String(values.email));
  const quota = {
    id: 'few',
    label: 'Few with these mentors',
    on: true,
    sense: 'at-most' as const,
    amount: { unit: 'pairs' as const, value: 1 },
    where: [{ kind: 'value' as const, side: 'mentor' as const, field: 'email', values: emails }],
  };
  return { ...cohort.policy, quotas: [quota] };
}

describe('what a pair costs', () => {
  test('is the same in the grid, for one pair, for a person, and by a pin', async () => {
    const best = await matchUnder(cohort.policy);
    const grid = await replyTo('forcing');
    const { force } = grid.answer;
    const columns = grid.pairs;
    if (!columns) throw new Error('the grid tells its pairs');
    expect(columns.participant).toHaveLength(best.allowedPairs);
    expect(force.score).toHaveLength(best.allowedPairs);
    const matched = new Set(couples(best).map(({ participant, mentor }) => `${participant} ${mentor}`));
    let compared = 0;
    for (let pair = 0; pair < columns.participant.length; pair += 1) {
      const decision = {
        participant: grid.participants[columns.participant[pair] as number] as string,
        mentor: grid.mentors[columns.mentor[pair] as number] as string,
      };
      if (matched.has(`${decision.participant} ${decision.mentor}`)) expect(force.score[pair]).toBe(0);
      if (pair % 40 !== 0 || force.score[pair] === null) continue;
      const loss = { matched: force.matched[pair], score: force.score[pair] };
      const pinned = await matchUnder({ ...cohort.policy, pins: [decision] });
      expect(loss).toEqual({
        matched: best.matched - pinned.matched,
        score: best.score - pinned.score,
      });
      const one = await replyTo('forced-match', { ...decision, demand: 'with' });
      expect(one.answer).toMatchObject({ loss, matched: pinned.matched, score: pinned.score });
      const person = await replyTo('person', {
        side: 'participant',
        person: decision.participant,
        most: 1000,
      });
      const partner = person.answer.possible.find(({ partner: id }) => id === decision.mentor);
      expect(partner?.loss).toEqual(loss);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(5);
  });

  test('a pair that is not allowed names the rules in the way', async () => {
    const grid = await replyTo('forcing');
    const allowed = new Set(
      grid.pairs?.participant.map(
        (one, pair) => `${grid.participants[one]} ${grid.mentors[grid.pairs?.mentor[pair] as number]}`,
      ),
    );
    const [participant, mentor] =
      grid.participants
        .flatMap((one) => grid.mentors.map((other) => [one, other] as const))
        .find((ends) => !allowed.has(ends.join(' '))) ?? [];
    const reply = await ask('forced-match', { participant, mentor, demand: 'with' });
    expect(reply.status).toBe(422);
    const { code, details } = errorOf(reply);
    expect(code).toBe('PAIR_NOT_ALLOWED');
    const explained = await service.send('POST', `/api/cohorts/${cohort.id}/explanations`, {
      cohortVersion: 1,
      policy: cohort.policy,
      participant,
      mentor,
    });
    const { blockedBy } = explained.body as { blockedBy: unknown[] };
    expect(blockedBy.length).toBeGreaterThan(0);
    expect(details.blockedBy).toEqual(blockedBy);
  });
});

describe('the best matches', () => {
  test('ties and ranking agree with the match that the service gives', async () => {
    const best = await matchUnder(cohort.policy);
    const ties = await replyTo('ties');
    const always = ties.answer.pairs.filter((status) => status === 'always').length;
    expect(always).toBeLessThanOrEqual(best.matched);
    if (ties.answer.unique) expect(always).toBe(best.matched);
    const ranking = await replyTo('ranking', { wanted: 3 });
    expect(ranking.answer.matches).toHaveLength(3);
    expect(ranking.answer.matches[0]).toMatchObject({ matched: best.matched, score: best.score });
    const diverse = await replyTo('diverse', { wanted: 2, loss: 100_000 });
    expect(diverse.answer.matches[0]).toMatchObject({ matched: best.matched, score: best.score });
  });

  test('shortage counts those who are left, and conflict finds none', async () => {
    const best = await matchUnder(cohort.policy);
    const { answer } = await replyTo('shortage');
    expect(answer.unmatched).toBe(best.unmatchedParticipants.length);
    expect((await replyTo('conflict')).answer.members).toEqual([]);
  });

  test('two pins on one place are a conflict', async () => {
    const { participants, mentors, pairs } = await replyTo('forcing');
    const mentor = pairs?.mentor.find(
      (one, pair) =>
        pairs.mentor.indexOf(one) < pair && pairs.mentor.filter((other) => other === one).length > 9,
    );
    const pins = (pairs?.participant ?? [])
      .filter((_, pair) => pairs?.mentor[pair] === mentor)
      .map((one) => ({
        participant: participants[one] as string,
        mentor: mentors[mentor as number] as string,
      }));
    const { answer } = await replyTo('conflict', {}, { ...cohort.policy, pins });
    expect(answer.members.length).toBeGreaterThan(1);
    expect(answer.members.every(({ kind }) => kind === 'pin')).toBe(true);
  });
});

describe('a match that is brought along', () => {
  test('is repaired, compared and judged; one that is not the best is said to be none', async () => {
    const best = couples(await matchUnder(cohort.policy));
    const gone = best[0]?.mentor;
    const fresh = await replyTo('repair', { gone });
    const brought = await replyTo('repair', { gone, match: best });
    expect(brought.note).toBeNull();
    expect(brought.answer).toEqual(fresh.answer);
    expect(fresh.answer.curve.length).toBeGreaterThan(0);

    const part = best.slice(1);
    const worse = await replyTo('repair', { gone, match: part });
    expect(worse.note).toContain('not a best one');
    const { answer } = await replyTo('comparison', { second: part });
    expect(answer).toMatchObject({ shared: part.length, change: { matched: -1 } });
    expect((await replyTo('blocking', { match: part })).answer.count).toBeGreaterThan(0);
    const fair = await replyTo('fairness', {
      match: part,
      fields: [{ side: 'participant', field: keyed() }],
    });
    const [grouping] = fair.answer.groupings;
    expect(grouping?.groups.reduce((sum, { matched }) => sum + (matched ?? 0), 0)).toBeGreaterThanOrEqual(
      part.length,
    );
  });

  const keyed = () => {
    const read = cohort.policy.criteria.flatMap((criterion) =>
      'participantField' in criterion ? [String(criterion.participantField)] : [],
    );
    return read[0] ?? 'library-type';
  };
});

describe('weights and rules', () => {
  test('breakpoints of one criterion are those of all', async () => {
    const all = (await replyTo('breakpoints')).answer.criteria;
    expect(all.map(({ criterion }) => criterion)).toEqual(cohort.policy.criteria.map(({ id }) => id));
    const [first] = all;
    const one = await replyTo('breakpoints', { criterion: first?.criterion });
    expect(one.answer.criteria).toEqual([first]);
  });

  test('robustness, frontier, and learning from the best match', async () => {
    const best = await matchUnder(cohort.policy);
    const { answer } = await replyTo('robustness', { draws: 20 });
    expect(answer.pairs).toHaveLength(best.matched);
    const frontier = (await replyTo('frontier')).answer;
    expect(frontier.points[0]).toMatchObject({ score: best.score, lost: 0 });
    const learned = (await replyTo('learn', { pairs: couples(best) })).answer;
    expect(learned).toMatchObject({ status: 'explained', distance: 0 });
  });

  test('thresholds of a rule hold the present match', async () => {
    const best = await matchUnder(cohort.policy);
    const rule = cohort.policy.rules.find((one) => 'threshold' in one);
    if (!rule) throw new Error('a rule of the sample has a threshold');
    const { answer } = await replyTo('thresholds', { rule: rule.id });
    expect(answer.ranges.some(({ score }) => score === best.score)).toBe(true);
  });
});

describe('more people', () => {
  /** The sample with some of its mentors away: their capacity is taken by a forbid of each of their pairs. */
  const short = async (): Promise<Policy> => {
    const grid = await replyTo('forcing');
    const away = new Set(grid.mentors.slice(0, Math.ceil(grid.mentors.length / 2)));
    const forbids = (grid.pairs?.participant ?? []).flatMap((one, pair) => {
      const mentor = grid.mentors[grid.pairs?.mentor[pair] as number] as string;
      return away.has(mentor) ? [{ participant: grid.participants[one] as string, mentor }] : [];
    });
    return { ...cohort.policy, forbids };
  };

  test('each offered relaxation delivers the promised count', async () => {
    const policy = await short();
    const now = await matchUnder(policy);
    const { answer } = await replyTo('relaxations', {}, policy);
    expect(answer).toMatchObject({ matched: now.matched });
    let delivered = 0;
    for (const { rule: id, steps } of answer.rules)
      for (const { threshold, matched, score } of steps) {
        const rules = policy.rules.map((rule) => {
          if (rule.id !== id) return rule;
          return threshold === null ? { ...rule, on: false } : ({ ...rule, threshold } as typeof rule);
        });
        const relaxed = await matchUnder({ ...policy, rules });
        expect({ id, threshold, matched, score }).toEqual({
          id,
          threshold,
          matched: relaxed.matched,
          score: relaxed.score,
        });
        expect(matched).toBeGreaterThan(now.matched);
        delivered += 1;
      }
    expect(delivered).toBeGreaterThan(0);
    const named = await replyTo('relaxations', { rules: [answer.rules[0]?.rule] }, policy);
    expect(named.answer.rules).toEqual(answer.rules.slice(0, 1));
  });

  test('profiles of mentors tell regions, types and topics, those that help most first', async () => {
    const policy = await short();
    const { answer } = await replyTo('mentor-profiles', { most: 5 }, policy);
    expect(answer.profiles).toHaveLength(5);
    const [first, second] = answer.profiles;
    expect(first?.gain.matched).toBeGreaterThanOrEqual(second?.gain.matched ?? NaN);
    expect(answer.unmatched).toBe((await matchUnder(policy)).unmatchedParticipants.length);
    const topics = first?.topics.map(({ id }) => id);
    const same = await replyTo('mentor-profiles', { most: 1000, topics }, policy);
    const found = same.answer.profiles.find(
      ({ region, type }) => region?.id === first?.region?.id && type?.id === first?.type?.id,
    );
    expect(found?.gain).toEqual(first?.gain);
  });
});

describe('other matches', () => {
  test.each(['greedy', 'deferred', 'random'])('the reference %s stands below the best', async (kind) => {
    const best = await matchUnder(cohort.policy);
    const { answer } = await replyTo('reference', { kind, seed: 7 });
    expect(answer.best).toMatchObject({
      matched: best.matched - answer.matched,
      score: best.score - answer.score,
    });
    if (kind === 'deferred') expect(answer.blocking).toBe(0);
  });

  test('an earlier match loses what cannot be had', async () => {
    const best = couples(await matchUnder(cohort.policy));
    const stranger = { participant: 'last year', mentor: best[0]?.mentor };
    const { answer } = await replyTo('reference', { kind: 'earlier', match: [stranger, ...best.slice(1)] });
    expect(answer.dropped).toEqual([stranger]);
    expect(answer.pairs).toHaveLength(best.length - 1);
    expect(errorOf(await ask('reference', { kind: 'earlier' })).code).toBe('INVALID_INPUT');
  });

  test('nothing in the Pareto set is beaten, and it reaches from the baseline to the best', async () => {
    const best = await matchUnder(cohort.policy);
    const baseline = (await replyTo('reference', { kind: 'greedy', seed: 1 })).answer;
    const pairs = await replyTo('ranking', { wanted: 1 });
    const ids = baseline.pairs.map(([one, other]) => ({
      participant: pairs.participants[one] as string,
      mentor: pairs.mentors[other] as string,
    }));
    const { answer } = await replyTo('pareto', { baseline: ids });
    expect(answer.isComplete).toBe(true);
    expect(answer.points[0]).toMatchObject({ matched: best.matched, score: best.score });
    expect(answer.points.some(({ moved }) => moved === 0)).toBe(true);
    const left = await replyTo('pareto', { baseline: [...ids, { participant: 'x', mentor: 'y' }] });
    expect(left.answer.baseline.dropped).toEqual([{ participant: 'x', mentor: 'y' }]);
    expect(left.answer.points).toEqual(answer.points);
  });
});

describe('fairness', () => {
  test('by region, and by an answer given in confidence only of the best match', async () => {
    const { answer } = await replyTo('fairness', {
      fields: [
        { side: 'participant', field: 'county', system: 'regional' },
        { side: 'participant', field: 'identities' },
      ],
    });
    expect(answer.groupings.map(({ id, isConfidential }) => [id, isConfidential])).toEqual([
      ['regional', false],
      ['identities', true],
    ]);
    for (const { people, weakest, median } of answer.groupings[1]?.groups ?? []) {
      expect(people).toBeGreaterThanOrEqual(5);
      expect([weakest, median]).toEqual([null, null]);
    }
    const reply = await ask('fairness', {
      fields: [{ side: 'participant', field: 'identities' }],
      match: couples(await matchUnder(cohort.policy)),
    });
    expect(errorOf(reply).code).toBe('INVALID_INPUT');
  });
});

test('the same question has the same bytes', async () => {
  for (const question of ['forcing', 'ties', 'shortage', 'frontier'])
    expect((await ask(question)).text).toBe((await ask(question)).text);
});

describe('under a quota whole solves answer', () => {
  test('a pair costs what a pin costs, with it and without it', async () => {
    const policy = await withQuota();
    const best = await matchUnder(policy);
    expect(best.score).toBeLessThan((await matchUnder(cohort.policy)).score);
    const [had] = couples(best);
    const [wanted] = couples(await matchUnder(cohort.policy)).filter(
      (pair) =>
        !couples(best).some(
          ({ participant, mentor }) => participant === pair.participant && mentor === pair.mentor,
        ),
    );
    if (!had || !wanted) throw new Error('the quota changes the match');
    const without = await matchUnder({ ...policy, forbids: [had] });
    const withIt = await matchUnder({ ...policy, pins: [wanted] });
    const lost = (after: FoundMatching) => ({
      matched: best.matched - after.matched,
      score: best.score - after.score,
    });
    expect((await replyTo('forced-match', { ...had, demand: 'without' }, policy)).answer?.loss).toEqual(
      lost(without),
    );
    expect((await replyTo('forced-match', { ...wanted, demand: 'with' }, policy)).answer?.loss).toEqual(
      lost(withIt),
    );
  });

  test('shortage tells what the quota costs, and a match under it is a best one', async () => {
    const policy = await withQuota();
    const { answer } = await replyTo('shortage', {}, policy);
    expect(answer.quotas?.relief.map(({ quota }) => quota)).toEqual(['few']);
    const best = couples(await matchUnder(policy));
    const { note } = await replyTo('comparison', { first: best, second: best }, policy);
    expect(note).toBeNull();
  });
});

describe('what is refused', () => {
  test.each([
    ['an unknown question', 'weather', {}, 'NOT_FOUND'],
    ['an unknown parameter', 'ties', { hint: 1 }, 'INVALID_INPUT'],
    ['no pair', 'forced-match', {}, 'INVALID_INPUT'],
    ['too many draws', 'robustness', { draws: 1_000_000 }, 'INVALID_INPUT'],
    ['nobody gone', 'repair', {}, 'INVALID_INPUT'],
    ['a stranger gone', 'repair', { gone: 'stranger' }, 'UNKNOWN_PERSON'],
    ['a stranger', 'person', { side: 'mentor', person: 'stranger' }, 'UNKNOWN_PERSON'],
    [
      'strangers as a pair',
      'forced-match',
      { participant: 'a', mentor: 'b', demand: 'with' },
      'UNKNOWN_PERSON',
    ],
    ['an unknown criterion', 'breakpoints', { criterion: 'none' }, 'INVALID_POLICY'],
    ['an unknown rule', 'thresholds', { rule: 'none' }, 'INVALID_POLICY'],
    ['an unknown field', 'fairness', { fields: [{ side: 'mentor', field: 'none' }] }, 'UNKNOWN_FIELD'],
    ['another version', 'ties', { cohortVersion: 2 }, 'STALE_VERSION'],
  ])('%s', async (_, question, parameters, code) => {
    expect(errorOf(await ask(question, parameters)).code).toBe(code);
  });

  test('no fault of a thread came of any of it', () => expect(service.faults).toEqual([]));
});

test('whoever is not possible is barred by rules that an explanation names, or by a decision', async () => {
  const [person] = cohort.participantPeople;
  const [other] = cohort.mentorPeople;
  if (!person || !other) throw new Error('the sample has people');
  const forbids = [{ participant: person.id, mentor: other.id }];
  const policy = { ...cohort.policy, forbids };
  const { answer } = await replyTo('barred', { side: 'participant', person: person.id }, policy);
  const possible = await replyTo('person', { side: 'participant', person: person.id, most: 1000 }, policy);
  const barred = answer.partners.map(({ partner }) => partner);
  expect(barred.length).toBeGreaterThan(1);
  expect([...barred, ...possible.answer.possible.map(({ partner }) => partner)].sort()).toEqual(
    cohort.mentorPeople.map(({ id }) => id).sort(),
  );
  for (const { partner, rules, forbidden } of answer.partners) {
    const reply = await service.send('POST', `/api/cohorts/${cohort.id}/explanations`, {
      cohortVersion: 1,
      policy,
      participant: person.id,
      mentor: partner,
    });
    const explained = explanationSchema.parse(reply.body);
    expect(explained.blockedBy.map(({ rule }) => rule)).toEqual(rules);
    expect(explained.forbidden).toBe(forbidden);
  }
  const mirrored = await replyTo('barred', { side: 'mentor', person: other.id }, policy);
  expect(mirrored.answer.partners.find(({ partner }) => partner === person.id)?.forbidden).toBe(true);
});

test('every question has a route', () => {
  for (const question of EXPLORE_NAMES)
    expect(service.app.hasRoute({ method: 'POST', url: `/api/cohorts/:id/explore/${question}` })).toBe(true);
});
