import type { Problem } from '#solver/contract/problem.ts';
import { fewestAddedPairs } from '#solver/explore/shortage/added-pairs.ts';
import { gainsOfMentors } from '#solver/explore/shortage/profiles.ts';
import { shortageOf } from '#solver/explore/shortage/shortage.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';

const RUNS = 15;
const WARM_UP = 5;
const PROFILES = 100;

/** Cohorts that fall short: a third of the mentors are away. */
export function timeShortage(): ExploreTiming[] {
  return [structuredDense(60, 'o', 1), minnesota(60, 1), structuredDense(200, 'o', 1)].flatMap(timed);
}

function timed({ name, problem }: Instance): ExploreTiming[] {
  const short = {
    ...problem,
    mentors: problem.mentors.map((node, at) => (at % 3 === 0 ? { ...node, max: 0 } : node)),
  };
  const columns = profilesOf(short);
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
    entry(`one more mentor of ${PROFILES} profiles`, () => gainsOfMentors(short, columns)),
    entry(`the fewest of ${forbidden.length} forbidden pairs`, () => fewestAddedPairs(short, forbidden)),
  ];
}

/** Everybody, at a score that depends on the two. */
function profilesOf({ participants }: Problem): number[][] {
  return Array.from({ length: PROFILES }, (_, profile) =>
    participants.map((_node, participant) => (profile * 7 + participant * 13) % 1000),
  );
}

function forbiddenPairs({ participants, mentors, pairs }: Problem) {
  const key = (participant: number, mentor: number) => participant * mentors.length + mentor;
  const allowed = new Set(
    Array.from(pairs.participant, (participant, pair) => key(participant, pairs.mentor[pair] as number)),
  );
  return participants.flatMap((_, participant) =>
    mentors.flatMap((_node, mentor) =>
      allowed.has(key(participant, mentor)) ? [] : [{ participant, mentor, score: 0, rule: 'forbidden' }],
    ),
  );
}
