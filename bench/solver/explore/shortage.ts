import { fewestAddedPairs } from '#solver/explore/shortage/added-pairs.ts';
import { gainsOfMentors } from '#solver/explore/shortage/profiles.ts';
import { shortageOf } from '#solver/explore/shortage/shortage.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { median } from '../../median.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';

export interface ShortageTiming {
  readonly instance: string;
  readonly runs: number;
  readonly unmatched: number;
  /** Medians: the answer; 100 profiles of one more mentor; the fewest forbidden pairs, out of all that are forbidden. */
  readonly answerMs: number;
  readonly profilesMs: number;
  readonly addedPairsMs: number;
}

const RUNS = 15;
const WARM_UP = 4;
const PROFILES = 100;

/** Cohorts that fall short: a third of the mentors are away. */
export function timeShortage(): ShortageTiming[] {
  return [structuredDense(60, 'o', 1), minnesota(60, 1), structuredDense(200, 'o', 1)].map(timed);
}

function timed({ name, problem }: Instance): ShortageTiming {
  const short = {
    ...problem,
    mentors: problem.mentors.map((node, at) => (at % 3 === 0 ? { ...node, max: 0 } : node)),
  };
  const columns = profilesOf(short);
  const forbidden = forbiddenPairs(short);
  const neverAsked = () => {
    throw new Error('a problem without quotas needs no other solve');
  };
  return {
    instance: name,
    runs: RUNS,
    unmatched: shortageOf(short, neverAsked).unmatched,
    answerMs: medianOf(() => shortageOf(short, neverAsked)),
    profilesMs: medianOf(() => gainsOfMentors(short, columns)),
    addedPairsMs: medianOf(() => fewestAddedPairs(short, forbidden)),
  };
}

function medianOf(ask: () => unknown): number {
  const times: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const begun = performance.now();
    ask();
    if (run >= WARM_UP) times.push(performance.now() - begun);
  }
  return median(times);
}

/** Everybody, at a score that depends on the two. */
function profilesOf({ participants }: Problem): number[][] {
  return Array.from({ length: PROFILES }, (_, profile) =>
    participants.map((_node, participant) => (profile * 7 + participant * 13) % 1000),
  );
}

function forbiddenPairs({ participants, mentors, pairs }: Problem) {
  const allowed = new Set(
    Array.from(
      pairs.participant,
      (participant, pair) => participant * mentors.length + (pairs.mentor[pair] as number),
    ),
  );
  return participants.flatMap((_, participant) =>
    mentors.flatMap((_node, mentor) =>
      allowed.has(participant * mentors.length + mentor)
        ? []
        : [{ participant, mentor, score: 0, rule: 'forbidden' }],
    ),
  );
}
