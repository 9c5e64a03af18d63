import { expect, test } from 'vitest';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { ANSWERS } from '#server/jobs/worker/explore/answers.ts';
import { AskedCohort } from '#server/jobs/worker/explore/asked-cohort.ts';
import { SearchTime } from '#server/jobs/worker/explore/search-time.ts';
import { shipped } from '../../support/imports.ts';

const engines = await loadEngines();
const programme = shipped('minnesota');
const cohort = simulateCohort({ programme, participants: 12, mentors: 10, seed: 3 });
const compiled = compileCohort(cohort, programme);
const emails = cohort.mentors.slice(0, 5).map(({ values }) => String(values.email));
const WITH_QUOTA: Policy = {
  ...programme.policy,
  quotas: [
    {
      id: 'few',
      label: 'Few with these mentors',
      on: true,
      sense: 'at-most',
      amount: { unit: 'pairs', value: 2 },
      where: [{ kind: 'value', side: 'mentor', field: 'email', values: emails }],
    },
  ],
};

/** Somebody who stops the question once it has looked whether it may go on for so many times. */
function askedFor(policy: Policy, looks: number) {
  let left = looks;
  const time = new SearchTime(engines, Infinity, () => (left -= 1) < 0);
  return { time, asked: new AskedCohort(compiled, policy, engines, time) };
}

test('breakpoints end after the criteria that are finished, and say so', () => {
  const whole = ANSWERS.breakpoints(askedFor(programme.policy, Infinity).asked, {}).criteria;
  expect(whole.length).toBeGreaterThan(2);
  const counts = new Set<number>();
  for (let looks = 1; ; looks += 1) {
    const { asked, time } = askedFor(programme.policy, looks);
    let finished = 0;
    try {
      const { criteria } = ANSWERS.breakpoints(asked, {});
      expect(criteria).toEqual(whole.slice(0, criteria.length));
      finished = criteria.length;
    } catch (error) {
      expect(error).toMatchObject({ code: 'DEADLINE' });
    }
    counts.add(finished);
    expect(time.isCutShort).toBe(finished < whole.length);
    if (finished === whole.length) break;
  }
  expect(counts.size).toBe(whole.length + 1);
});

test('robustness tells the draws that were finished: the answer for so many', () => {
  const question = { seed: 1, draws: 10, spread: 0.3 };
  const ask = (looks: number, draws: number) =>
    ANSWERS.robustness(askedFor(programme.policy, looks).asked, { ...question, draws });
  // Whoever stops it at once gets the first draw all the same.
  for (const looks of [0, 4, 8]) {
    const draws = looks + 1;
    const part = ask(looks, 10);
    expect(part).toMatchObject({ draws, partial: true, radius: { proven: false } });
    const { held, wholeHeld } = ask(Infinity, draws);
    expect(part).toMatchObject({ held, wholeHeld });
  }
  const whole = ask(Infinity, 10);
  expect(whole).toMatchObject({ draws: 10, partial: false });
  // Nothing was lowered further than the corners that were looked at say.
  const unsettled = ask(14, 10);
  expect(unsettled).toMatchObject({ draws: 10, partial: true, radius: { proven: false } });
  expect(decimal(unsettled.radius.weight)).toBeGreaterThanOrEqual(decimal(whole.radius.weight));
});

test('robustness has nothing to tell where the time has passed before the first draw', () => {
  const late = new SearchTime(engines, -Infinity, () => false);
  const asked = new AskedCohort(compiled, programme.policy, engines, late);
  expect(() => ANSWERS.robustness(asked, { seed: 1, draws: 10, spread: 0.3 })).toThrow(
    expect.objectContaining({ code: 'DEADLINE' }),
  );
});

const decimal = ({ numerator, denominator }: { numerator: number; denominator: number }) =>
  numerator / denominator;

test('what takes a solve for each pair tells which pairs are open', () => {
  const { asked, time } = askedFor(WITH_QUOTA, 0);
  const { partial, open } = ANSWERS.forcing(asked, {});
  expect(partial).toBe(true);
  expect(open).toHaveLength(asked.problem.pairs.score.length);
  expect(time.isCutShort).toBe(true);
  const whole = askedFor(WITH_QUOTA, Infinity);
  expect(ANSWERS.forcing(whole.asked, {})).toMatchObject({ partial: false, open: [] });
  expect(whole.time.isCutShort).toBe(false);
});

test.each(['shortage', 'conflict', 'ties', 'frontier'] as const)(
  '%s is left open without time',
  (question) => {
    const { asked, time } = askedFor(WITH_QUOTA, 0);
    ANSWERS[question](asked, {});
    expect(time.isCutShort).toBe(true);
  },
);

test('good matches that differ are told as far as they were looked for', () => {
  const wanted = { wanted: 4, loss: 100_000 };
  const whole = ANSWERS.diverse(askedFor(programme.policy, Infinity).asked, wanted);
  expect(whole.partial).toBe(false);
  const counts = new Set<number>();
  for (let looks = 0; looks < 60; looks += 1) {
    const { matches, partial } = ANSWERS.diverse(askedFor(programme.policy, looks).asked, wanted);
    expect(matches).toEqual(whole.matches.slice(0, matches.length));
    expect(partial).toBe(matches.length < whole.matches.length);
    counts.add(matches.length);
  }
  expect(counts.size).toBeGreaterThan(2);
});

test('weights are learned whole or not at all', () => {
  const [first, ...rest] = ANSWERS.ranking(askedFor(programme.policy, Infinity).asked, {
    wanted: 6,
  }).matches;
  const { asked } = askedFor(programme.policy, Infinity);
  const pairs = (rest.at(-1) ?? first)?.pairs.map(([one, other]) => ({
    participant: asked.problem.participants[one]?.id as string,
    mentor: asked.problem.mentors[other]?.id as string,
  }));
  const learn = (looks: number) =>
    ANSWERS.learn(askedFor(programme.policy, looks).asked, { pairs: pairs ?? [] });
  expect(() => learn(0)).toThrow(expect.objectContaining({ code: 'DEADLINE' }));
  expect(() => learn(2)).toThrow(expect.objectContaining({ code: 'DEADLINE' }));
  expect(learn(Infinity).weights).toHaveLength(programme.policy.criteria.length);
});

test.each(['relaxations', 'reference', 'pareto', 'mentor-profiles', 'repair'] as const)(
  '%s says so where the time is over',
  (question) => {
    const { asked, time } = askedFor(WITH_QUOTA, 0);
    const answer: object | 'DEADLINE' = (() => {
      try {
        switch (question) {
          case 'relaxations':
            return ANSWERS.relaxations(asked, {});
          case 'reference':
            return ANSWERS.reference(asked, { kind: 'greedy', seed: 1 });
          case 'pareto':
            return ANSWERS.pareto(asked, { fewer: 0 });
          case 'mentor-profiles':
            return ANSWERS['mentor-profiles'](asked, { most: 1 });
          case 'repair':
            return ANSWERS.repair(asked, { gone: asked.problem.mentors[0]?.id as string, match: [] });
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'DEADLINE' });
        return 'DEADLINE' as const;
      }
    })();
    expect(answer === 'DEADLINE').toBe(question === 'mentor-profiles');
    expect(time.isCutShort).toBe(true);
  },
);

test('a question about the best match has nothing to tell before there is one', () => {
  const { asked } = askedFor(WITH_QUOTA, 0);
  expect(() => ANSWERS.blocking(asked, { most: 1 })).toThrow(
    expect.objectContaining({ code: 'INVALID_RESULT' }),
  );
});
