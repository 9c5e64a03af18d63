import fc from 'fast-check';
import type { Level, Problem, ProblemNode } from '#solver/contract/problem.ts';
import { LEVEL_LISTS } from './random-problem.ts';

/** Few enough to try every choice of pairs. */
const MOST_PEOPLE = 4;
const MOST_PAIRS = 12;
const BEST_SCORE = 12;

interface Drawn {
  participants: { min: number; extra: number }[];
  mentors: { min: number; extra: number }[];
  /** For every participant and mentor that could be drawn: the score, or null where the pair is not allowed. */
  scores: (number | null)[][];
  pins: boolean[];
  levels: Level[];
}

/**
 * Problems without quotas, of at most 12 pairs, whose failures become small: people and pairs go away, scores, limits and pins fall
 * to the plainest, and the list of levels to the first of the known ones.
 */
export function shrinkingProblem(): fc.Arbitrary<Problem> {
  const person = fc.record({ min: fc.nat(1), extra: fc.nat(2) });
  const score = fc.option(fc.nat(BEST_SCORE), { freq: 3, nil: null });
  const row = fc.array(score, { minLength: MOST_PEOPLE, maxLength: MOST_PEOPLE });
  return fc
    .record<Drawn>({
      participants: fc.array(oftenWithoutMinimum(person), { minLength: 1, maxLength: MOST_PEOPLE }),
      mentors: fc.array(oftenWithoutMinimum(person), { minLength: 1, maxLength: MOST_PEOPLE }),
      scores: fc.array(row, { minLength: MOST_PEOPLE, maxLength: MOST_PEOPLE }),
      pins: fc.array(
        fc.nat(9).map((draw) => draw === 9),
        { minLength: MOST_PAIRS, maxLength: MOST_PAIRS },
      ),
      levels: fc.constantFrom(...LEVEL_LISTS),
    })
    .map(problemOf);
}

function oftenWithoutMinimum(person: fc.Arbitrary<{ min: number; extra: number }>) {
  return fc.oneof(
    { weight: 4, arbitrary: person.map(({ extra }) => ({ min: 0, extra: Math.max(1, extra) })) },
    { weight: 1, arbitrary: person },
  );
}

function problemOf({ participants, mentors, scores, pins, levels }: Drawn): Problem {
  const pairs = { participant: [] as number[], mentor: [] as number[], score: [] as number[] };
  for (const one of participants.keys()) {
    for (const other of mentors.keys()) {
      const score = scores[one]?.[other] ?? null;
      if (score === null || pairs.score.length === MOST_PAIRS) continue;
      pairs.participant.push(one);
      pairs.mentor.push(other);
      pairs.score.push(score);
    }
  }
  const pinned = [...pairs.score.keys()].filter((pair) => pins[pair]);
  return {
    format: 'mile-problem/1',
    participants: participants.map((drawn, index) => node(`p${index}`, drawn)),
    mentors: mentors.map((drawn, index) => node(`m${index}`, drawn)),
    pairs,
    quotas: [],
    pinned,
    levels,
  };
}

function node(id: string, { min, extra }: { min: number; extra: number }): ProblemNode {
  return { id, min, max: min + extra };
}
