import type { Engines } from '#solver/engines/load.ts';
import { learnWeights } from '#solver/explore/learn/learn.ts';
import { WeighedProgram } from '#solver/explore/weights/weighed-program.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';
import { weighedCohort } from './weighed-cohort.ts';
import type { WeighedCohort } from './weighed-cohort.ts';

const WARM_UP = 5;

/** Weights from matches that hidden weights made, and from one that people changed by hand afterwards. */
export function timeLearn({ glpk }: Engines): ExploreTiming[] {
  return [weighedCohort(60, 5), weighedCohort(60, 10), weighedCohort(200, 10)].flatMap(
    ({ name, weighing }: WeighedCohort) => {
      const hidden = Array.from({ length: 15 }, (_, round) => hiddenMatch(weighing, round));
      const entry = (asked: string, matches: readonly Int32Array[]): ExploreTiming => ({
        question: 'learn',
        instance: name,
        asked,
        ...timedQuestions(
          WARM_UP,
          matches.map((match) => () => learnWeights(weighing, match, glpk)),
        ),
      });
      return [
        entry('a match of hidden weights', hidden),
        entry(
          'the same, some neighbours exchanged',
          hidden.map((match) => exchanged(weighing, match)),
        ),
      ];
    },
  );
}

function hiddenMatch(weighing: Weighing, round: number): Int32Array {
  const weights = weighing.criteria.map((_, index) => 10 + ((index * 37 + round * 13) % 90));
  const program = new WeighedProgram(weighing);
  return program.canonical(program.best(weights));
}

/** Every eighth pair and the next exchange their mentors where that is allowed. */
function exchanged({ problem: { pairs, mentors } }: Weighing, match: Int32Array): Int32Array {
  const key = (participant: number, mentor: number) => participant * mentors.length + mentor;
  const pairOf = new Map(
    Array.from(pairs.participant, (participant, pair) => [
      key(participant, pairs.mentor[pair] as number),
      pair,
    ]),
  );
  const changed = match.slice();
  for (let place = 0; place + 1 < match.length; place += 8) {
    const [one, other] = [match[place] as number, match[place + 1] as number];
    const ends = (a: number, b: number) =>
      pairOf.get(key(pairs.participant[a] as number, pairs.mentor[b] as number));
    const [first, second] = [ends(one, other), ends(other, one)];
    if (first === undefined || second === undefined) continue;
    changed[place] = first;
    changed[place + 1] = second;
  }
  return changed;
}
