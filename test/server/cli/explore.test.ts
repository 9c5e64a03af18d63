import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPLORE_NAMES, exploreReplySchema } from '#solver/contract/api/explore.ts';
import type { ExploreQuestion } from '#solver/contract/api/explore.ts';
import { breakpointsSchema } from '#solver/contract/explore/breakpoints.ts';
import { comparisonSchema } from '#solver/contract/explore/comparison.ts';
import { conflictSchema } from '#solver/contract/explore/conflict.ts';
import { fairnessSchema } from '#solver/contract/explore/fairness.ts';
import { forcingSchema } from '#solver/contract/explore/forcing.ts';
import { learnedSchema } from '#solver/contract/explore/learn.ts';
import { repairSchema } from '#solver/contract/explore/repair.ts';
import { robustnessSchema } from '#solver/contract/explore/robustness.ts';
import { shortageSchema } from '#solver/contract/explore/shortage.ts';
import { tiesSchema } from '#solver/contract/explore/ties.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { exploreCommand } from '#server/commands/explore.ts';
import { bestChoices, endsOf } from '../../support/best-choices.ts';
import { bruteForce, feasibleChoices, judge } from '../../support/brute-force.ts';
import type { BruteForce } from '../../support/brute-force.ts';
import { mile, scratch } from '../../support/command-line.ts';

let files: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  files = await scratch();
});
afterAll(() => files.remove());

const node = (id: string) => ({ id, min: 0, max: 1 });
/** Four people for three mentors, with ties; somebody has one possible mentor alone. */
const SMALL: Problem = {
  format: 'mile-problem/1',
  participants: ['p1', 'p2', 'p3', 'p4'].map(node),
  mentors: ['m1', 'm2', 'm3'].map(node),
  pairs: {
    participant: [0, 0, 1, 1, 2, 2, 3, 3],
    mentor: [0, 1, 0, 1, 1, 2, 2, 0],
    score: [90, 80, 70, 60, 50, 40, 40, 10],
  },
  quotas: [],
  pinned: [],
  levels: ['matched', 'score'],
};
const WITH_QUOTA: Problem = {
  ...SMALL,
  quotas: [{ id: 'p4-served', sense: '>=', bound: 1, pairs: [6, 7], coefficients: [1, 1] }],
};
const IN_CONFLICT: Problem = {
  ...WITH_QUOTA,
  quotas: [
    ...WITH_QUOTA.quotas,
    { id: 'p4-not', sense: '<=', bound: 0, pairs: [6, 7], coefficients: [1, 1] },
    { id: 'harmless', sense: '<=', bound: 9, pairs: [0], coefficients: [1] },
  ],
};

async function answerOf(...words: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await mile('explore', ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

function lossBeside(best: BruteForce, problem: Problem): { matched: number | null; score: number | null } {
  const found = bruteForce(problem);
  return found
    ? { matched: best.matched - found.matched, score: best.score - found.score }
    : { matched: null, score: null };
}

const forbidding = (problem: Problem, pair: number): Problem => ({
  ...problem,
  quotas: [...problem.quotas, { id: 'not', sense: '<=', bound: 0, pairs: [pair], coefficients: [1] }],
});

describe('questions to a problem file', () => {
  it.each([
    ['without quotas', SMALL],
    ['with a quota', WITH_QUOTA],
  ])('forcing %s costs what trying every match says', async (name, problem) => {
    const path = await files.write(`forcing ${name}.json`, problem);
    const { force, forbid, partial } = forcingSchema.parse(await answerOf('forcing', path));
    expect(partial).toBe(false);
    const best = bruteForce(problem) as BruteForce;
    for (let pair = 0; pair < problem.pairs.score.length; pair += 1) {
      const at = (losses: typeof force) => ({ matched: losses.matched[pair], score: losses.score[pair] });
      expect({ pair, ...at(force) }).toEqual({
        pair,
        ...lossBeside(best, { ...problem, pinned: [pair] }),
      });
      expect({ pair, ...at(forbid) }).toEqual({ pair, ...lossBeside(best, forbidding(problem, pair)) });
    }
  });

  it.each([
    ['without quotas', SMALL],
    ['with a quota', WITH_QUOTA],
  ])('ties %s are those of all best matches', async (name, problem) => {
    const path = await files.write(`ties ${name}.json`, problem);
    const all = bestChoices(problem);
    expect(tiesSchema.parse(await answerOf('ties', path))).toMatchObject({
      unique: all.length === 1,
      count: all.length,
      pairs: Array.from(problem.pairs.score, (_, pair) => {
        const having = all.filter((chosen) => chosen.includes(pair)).length;
        return having === all.length ? 'always' : having > 0 ? 'sometimes' : 'never';
      }),
    });
  });

  it('shortage names the group, and what one more place gives', async () => {
    const path = await files.write('shortage.json', SMALL);
    const { unmatched, groups, oneMore } = shortageSchema.parse(await answerOf('shortage', path));
    expect(unmatched).toBe(1);
    expect(groups).toMatchObject([
      { participants: ['p1', 'p2', 'p3', 'p4'], mentors: ['m1', 'm2', 'm3'], missing: 1 },
    ]);
    const best = bruteForce(SMALL) as BruteForce;
    for (const [index, { mentor, matched, score }] of oneMore.entries()) {
      const mentors = SMALL.mentors.map((one, at) => (at === index ? { ...one, max: 2 } : one));
      const more = bruteForce({ ...SMALL, mentors }) as BruteForce;
      expect({ mentor, matched, score }).toEqual({
        mentor: `m${index + 1}`,
        matched: more.matched - best.matched,
        score: more.score - best.score,
      });
    }
    expect(oneMore).toHaveLength(3);
  });

  it('conflict is irreducible', async () => {
    const path = await files.write('conflict.json', IN_CONFLICT);
    const { members, irreducible } = conflictSchema.parse(await answerOf('conflict', path));
    expect(irreducible).toBe(true);
    expect(members.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
      'quota p4-not',
      'quota p4-served',
    ]);
  });

  it('repair has the best match for each number of moves', async () => {
    const problem = await files.write('repaired.json', SMALL);
    const result = files.path('repaired-result.json');
    await mile('solve', problem, '--out', result);
    const before = (JSON.parse(await readFile(result, 'utf8')) as { pairs: [number, number][] }).pairs;
    const { curve } = repairSchema.parse(await answerOf('repair', problem, result, '--gone', 'm1'));
    const mentors = SMALL.mentors.map((one) => (one.id === 'm1' ? { ...one, max: 0 } : one));
    const keyOf = (pairs: readonly (readonly [number, number])[], participant: number) =>
      pairs.filter(([one]) => one === participant).join(' ');
    const left = before.filter(([, mentor]) => mentor !== 0);
    const lost = before.filter(([, mentor]) => mentor === 0).map(([participant]) => participant);
    const reached = new Map<number, BruteForce>();
    for (const chosen of feasibleChoices({ ...SMALL, mentors })) {
      const pairs = endsOf(SMALL, chosen);
      const moved = SMALL.participants.filter(
        (_, one) => !lost.includes(one) && keyOf(pairs, one) !== keyOf(left, one),
      ).length;
      for (let most = moved; most <= SMALL.participants.length; most += 1) {
        const [old, now] = [reached.get(most), judge(SMALL, chosen)];
        if (!old || now.matched > old.matched || (now.matched === old.matched && now.score > old.score))
          reached.set(most, now);
      }
    }
    expect(curve.length).toBeGreaterThan(0);
    for (const [most, { matched, score }] of reached) {
      const point = curve.filter(({ moved }) => moved <= most).at(-1);
      expect({ most, matched: point?.matched, score: point?.score }).toEqual({ most, matched, score });
    }
  });

  it('a match that is not the best is repaired all the same, and said to be none', async () => {
    const problem = await files.write('not-best.json', SMALL);
    const solved = JSON.parse((await mile('solve', problem)).stdout) as object;
    const worse = await files.write('worse.json', {
      ...solved,
      status: 'feasible',
      matched: 0,
      score: 0,
      pairs: [],
    });
    const { code, stdout, stderr } = await mile('explore', 'repair', problem, worse, '--gone', 'm1');
    expect(code).toBe(0);
    expect(stderr).toContain('not a best one');
    expect(repairSchema.parse(JSON.parse(stdout)).curve[0]).toMatchObject({ moved: 0, matched: 0 });
  });

  it('compare splits the difference', async () => {
    const problem = await files.write('compared.json', SMALL);
    const solved = JSON.parse((await mile('solve', problem)).stdout) as { score: number };
    const first = await files.write('first.json', solved);
    const second = await files.write('second.json', {
      ...solved,
      pairs: [
        [0, 1],
        [1, 0],
        [2, 2],
      ],
    });
    const { change, groups } = comparisonSchema.parse(await answerOf('compare', problem, first, second));
    expect(change).toEqual({ matched: 0, score: 190 - solved.score });
    expect(groups.reduce((sum, { score }) => sum + score, 0)).toBe(change.score);
  });

  it('the same bytes for the same files', async () => {
    const path = await files.write('same.json', WITH_QUOTA);
    const [one, other] = [await mile('explore', 'forcing', path), await mile('explore', 'forcing', path)];
    expect(one.stdout).toBe(other.stdout);
    const out = files.path('same-out.json');
    expect(await mile('explore', 'forcing', path, '--out', out)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await readFile(out, 'utf8')).toBe(one.stdout);
  });
});

describe('questions to files of applications', () => {
  const instance = (name: string) =>
    fileURLToPath(new URL(`../../instances/mentor-match-small/${name}.csv`, import.meta.url));
  const FILES = [
    '--mentors',
    instance('mentors'),
    '--participants',
    instance('mentees'),
    '--programme',
    'civil-service',
  ];
  type Match = {
    pairs: { participant: { id: string; email: string }; mentor: { id: string; email: string } }[];
  };

  async function matched(): Promise<Match['pairs']> {
    const out = files.path('matched.json');
    expect((await mile('match', ...FILES, '--out', out)).code).toBe(0);
    return (JSON.parse(await readFile(out, 'utf8')) as Match).pairs;
  }

  async function answered(question: string, ...words: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await mile('explore', question, ...FILES, ...words);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  }

  it('breakpoints: neighbours draw level, and the present weight has the present match', async () => {
    const answer = breakpointsSchema.parse(await answered('breakpoints'));
    const pairs = await matched();
    const ids = pairs.map(({ participant, mentor }) => `${participant.id} ${mentor.id}`).sort();
    let met = 0;
    let present = 0;
    for (const { weight, breakpoints, intervals } of answer.criteria) {
      for (const [index, { weight: at }] of breakpoints.entries()) {
        const [left, right] = [intervals[index], intervals[index + 1]];
        const worth = (one: typeof left) =>
          (one?.fixedTenths ?? 0) * at.denominator + 10 * at.numerator * (one?.points ?? 0);
        expect(worth(left)).toBe(worth(right));
        met += 1;
      }
      const inside = intervals.find(
        ({ from, to }) =>
          from.numerator < weight * from.denominator && weight * to.denominator < to.numerator,
      );
      if (!inside) continue;
      present += 1;
      expect(
        inside.pairs.map(([one, other]) => `${answer.participants[one]} ${answer.mentors[other]}`).sort(),
      ).toEqual(ids);
    }
    expect(met).toBeGreaterThan(0);
    expect(present).toBeGreaterThan(0);
    const [first] = answer.criteria;
    const one = breakpointsSchema.parse(await answered('breakpoints', '--criterion', first?.criterion ?? ''));
    expect(one.criteria).toEqual([first]);
  });

  it('robustness: weights that do not move keep the match', async () => {
    const still = robustnessSchema.parse(await answered('robustness', '--draws', '7', '--spread', '0'));
    expect(still).toMatchObject({ draws: 7, spread: 0, wholeHeld: 7 });
    expect(still.held.every((times) => times === 7)).toBe(true);
    expect(still.pairs.length).toBe((await matched()).length);
  });

  it('fairness: everybody is in one group of a field with one answer each', async () => {
    const answer = fairnessSchema.parse(await answered('fairness', '--field', 'participant:grade'));
    const [grouping] = answer.groupings;
    expect(grouping).toMatchObject({ id: 'grade', side: 'participant' });
    expect(grouping?.groups.length).toBeGreaterThan(1);
    expect(grouping?.groups.reduce((sum, group) => sum + (group.matched ?? 0), 0)).toBe(
      (await matched()).length,
    );
  });

  it('learn: a best match is explained by the present weights, people named by e-mail address', async () => {
    const pairs = await files.write(
      'by-hand.json',
      (await matched()).map(({ participant, mentor }) => ({
        participant: participant.email,
        mentor: mentor.email,
      })),
    );
    const learned = learnedSchema.parse(await answered('learn', '--pairs', pairs));
    expect(learned).toMatchObject({ status: 'explained', distance: 0, notAllowed: [], unexplained: [] });
  });

  it('all other questions of the service are answered as the service does, people named by e-mail address', async () => {
    const [first, ...rest] = (await matched()).map(({ participant, mentor }) => ({
      participant: participant.email,
      mentor: mentor.email,
    }));
    if (!first) throw new Error('the sample has a match');
    const asked: Partial<Record<ExploreQuestion, object>> = {
      'forced-match': { ...first, demand: 'without' },
      person: { side: 'participant', person: first.participant },
      barred: { side: 'mentor', person: first.mentor },
      comparison: { second: rest },
      reference: { kind: 'earlier', match: [first, { participant: 'last year', mentor: first.mentor }] },
      pareto: { baseline: rest },
      blocking: { match: rest },
    };
    const own = ['forcing', 'ties', 'shortage', 'conflict', 'repair', 'breakpoints', 'robustness', 'learn'];
    const names = EXPLORE_NAMES.filter((name) => ![...own, 'fairness', 'thresholds'].includes(name));
    const replies = new Map<string, { partial: boolean; note: string | null }>();
    for (const name of names) {
      const ask = await files.write(`ask-${name}.json`, asked[name] ?? {});
      const reply = exploreReplySchema(name).parse(await answered(name, '--ask', ask));
      expect({ name, partial: reply.partial }).toEqual({ name, partial: false });
      replies.set(name, reply);
    }
    expect(replies.size).toBeGreaterThan(9);
    expect(replies.get('blocking')?.note).toContain('not a best one');
    const { answer: reference } = exploreReplySchema('reference').parse(replies.get('reference'));
    expect(reference).toMatchObject({ matched: 1, dropped: [{ participant: 'last year' }] });
    const { answer: pareto } = exploreReplySchema('pareto').parse(replies.get('pareto'));
    expect(pareto.points[0]).toMatchObject({ matched: rest.length + 1 });
  });

  it.each([
    ['nothing is asked', ['forced-match', ...FILES], 'INVALID_INPUT'],
    ['an unknown criterion', ['breakpoints', ...FILES, '--criterion', 'none'], 'INVALID_POLICY'],
    ['one file alone', ['breakpoints', '--mentors', instance('mentors')], 'INVALID_INPUT'],
    ['no draws', ['robustness', ...FILES, '--draws', '0'], 'INVALID_INPUT'],
    ['a spread of 1', ['robustness', ...FILES, '--spread', '1'], 'INVALID_INPUT'],
    ['no pairs', ['learn', ...FILES], 'INVALID_INPUT'],
    ['no field', ['fairness', ...FILES], 'INVALID_INPUT'],
    ['no side', ['fairness', ...FILES, '--field', 'grade'], 'INVALID_INPUT'],
    ['an unknown field', ['fairness', ...FILES, '--field', 'mentor:none'], 'UNKNOWN_FIELD'],
  ])('%s: exit 2', async (_, words, code) => {
    const ended = await mile('explore', ...words);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ended.stderr.split(':')[0]).toBe(code);
  });

  it('a stranger among the pairs made by hand: exit 2', async () => {
    const pairs = await files.write('strangers.json', [{ participant: 'a@b.c', mentor: 'd@e.f' }]);
    const { code, stderr } = await mile('explore', 'learn', ...FILES, '--pairs', pairs);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^UNKNOWN_PERSON: The hand-made match names the participant "a@b.c"/u);
  });
});

describe('bad input: exit 2, a code, nothing written', () => {
  it.each([
    ['no question', [], 'UNKNOWN_COMMAND'],
    ['a question that there is not', ['weather'], 'UNKNOWN_COMMAND'],
    ['a name that objects have', ['constructor'], 'UNKNOWN_COMMAND'],
    ['no file', ['ties'], 'INVALID_INPUT'],
    ['a file too many', ['ties', 'a.json', 'b.json'], 'INVALID_INPUT'],
    ['a file that is not there', ['ties', 'nowhere.json'], 'FILE_NOT_READ'],
    ['a flag that there is not', ['ties', 'a.json', '--hint'], 'INVALID_INPUT'],
    ['no time', ['ties', 'a.json', '--time-limit', '0'], 'INVALID_INPUT'],
    ['nobody gone', ['repair', 'a.json', 'b.json'], 'INVALID_INPUT'],
    ['one result', ['compare', 'a.json', 'b.json'], 'INVALID_INPUT'],
  ])('%s', async (_, words, code) => {
    const ended = await mile('explore', ...words);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ended.stderr.split(':')[0]).toBe(code);
  });

  it('somebody unknown is gone, a result without a match, a pair that is not allowed', async () => {
    const problem = await files.write('bad.json', SMALL);
    const solved = JSON.parse((await mile('solve', problem)).stdout) as object;
    const result = await files.write('good-result.json', solved);
    const none = await files.write(
      'none.json',
      (await mile('solve', await files.write('c.json', IN_CONFLICT))).stdout,
    );
    const foreign = await files.write('foreign.json', { ...solved, pairs: [[0, 2]] });
    for (const [file, gone, code] of [
      [result, 'p9', 'UNKNOWN_PERSON'],
      [none, 'p1', 'INVALID_RESULT'],
      [foreign, 'p1', 'INVALID_RESULT'],
    ] as const) {
      const ended = await mile('explore', 'repair', problem, file, '--gone', gone);
      expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
      expect(ended.stderr.split(':')[0]).toBe(code);
    }
  });
});

it('help says what each question takes', async () => {
  const all = await mile('explore', '--help');
  expect(all.code).toBe(0);
  for (const question of [
    'forcing',
    'ties',
    'shortage',
    'conflict',
    'repair',
    'compare',
    'breakpoints',
    'robustness',
    'learn',
    'fairness',
    ...EXPLORE_NAMES,
  ]) {
    expect(all.stdout).toContain(`explore ${question} `);
    expect(exploreCommand.help?.([question])).toMatch(new RegExp(`^Usage.*\n\n  explore ${question} `, 'u'));
  }
  const one = await mile('explore', 'forcing', '--help');
  expect(one).toEqual({ code: 0, stdout: exploreCommand.help?.(['forcing']), stderr: '' });
});
