import type { Problem } from '#solver/contract/problem.ts';
import { fewestAddedPairs } from '#solver/explore/shortage/added-pairs.ts';
import { mentorProfiles } from '#solver/explore/shortage/mentor-profiles.ts';
import { shortageOf } from '#solver/explore/shortage/shortage.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';
import { weighedCohort } from './weighed-cohort.ts';

const RUNS = 15;
const WARM_UP = 5;
const PROFILE_RUNS = 5;

/** Cohorts that fall short: a third of the mentors are away. */
export function timeShortage(): ExploreTiming[] {
  return [
    ...[structuredDense(60, 'o', 1), minnesota(60, 1), structuredDense(200, 'o', 1)].flatMap(timed),
    ...[60, 200].flatMap(timedProfiles),
  ];
}

/** One more mentor of each region and type. */
function timedProfiles(side: number): ExploreTiming[] {
  const { name, compiled, policy } = weighedCohort(side, 10);
  const ask = () => mentorProfiles(compiled, policy, { most: 20 }, () => undefined);
  const { count } = ask();
  return [
    {
      question: 'shortage',
      instance: name,
      asked: `one more mentor of ${count} profiles, each with the best topics and place`,
      ...timedQuestions(1, Array<() => unknown>(PROFILE_RUNS).fill(ask)),
    },
  ];
}

function timed({ name, problem }: Instance): ExploreTiming[] {
  const short = {
    ...problem,
    mentors: problem.mentors.map((node, at) => (at % 3 === 0 ? { ...node, max: 0 } : node)),
  };
  const forbidden = forbiddenPairs(short);
  const neverAsked = () => {
    throw new Error('a problem without quotas needs no other solve');
  };
  const { unmatched, groups } = shortageOf(short, neverAsked);
  const entry = (asked: string, ask: () => unknown): ExploreTiming => ({
    question: 'shortage',
    instance: name,
    asked,
    ...timedQuestions(WARM_UP, Array<() => unknown>(RUNS).fill(ask)),
  });
  return [
    entry(`the answer: ${unmatched} unmatched, ${groups.length} groups`, () => shortageOf(short, neverAsked)),
    entry(`the fewest of ${forbidden.length} forbidden pairs`, () => fewestAddedPairs(short, forbidden)),
  ];
}

function forbiddenPairs({ participants, mentors, pairs }: Problem) {
  const key = (participant: number, mentor: number) => participant * mentors.length + mentor;
  const allowed = new Set(
    Array.from(pairs.participant, (participant, pair) => key(participant, pairs.mentor[pair] as number)),
  );
  return participants.flatMap((_, participant) =>
    mentors.flatMap((_node, mentor) =>
      allowed.has(key(participant, mentor)) ? [] : [{ participant, mentor, score: 0, rules: ['forbidden'] }],
    ),
  );
}
