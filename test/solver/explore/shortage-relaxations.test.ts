import { describe, expect, it } from 'vitest';
import { addedPairsSchema } from '#solver/contract/explore/shortage.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { fewestAddedPairs } from '#solver/explore/shortage/added-pairs.ts';
import type { RelaxablePair } from '#solver/explore/shortage/added-pairs.ts';
import { PlaceSearch } from '#solver/explore/shortage/place-search.ts';
import { roomyStanding } from '#solver/explore/shortage/shortage.ts';
import { levelChange } from '#solver/explore/standing.ts';
import type { LevelChange } from '#solver/explore/standing.ts';
import { bruteForce } from '../../support/brute-force.ts';
import { randomProblem, seededRandom, smallProblem } from '../../support/random-problem.ts';

const PROBLEMS = 500;

function pureOf(problem: Problem): Problem {
  return { ...problem, quotas: [], levels: ['matched', 'score'] };
}

function withPairs(problem: Problem, added: readonly RelaxablePair[]): Problem {
  const { participant, mentor, score } = problem.pairs;
  return {
    ...problem,
    pairs: {
      participant: [...Array.from(participant), ...added.map((pair) => pair.participant)],
      mentor: [...Array.from(mentor), ...added.map((pair) => pair.mentor)],
      score: [...Array.from(score), ...added.map((pair) => pair.score)],
    },
  };
}

/** What a mentor with one place gains who scores so much beside each participant. */
function gainsOfMentors(problem: Problem, columns: readonly (readonly (number | null)[])[]) {
  const standing = roomyStanding(problem);
  if (!standing) return undefined;
  const { unit, canonical } = standing;
  const search = new PlaceSearch(standing);
  return columns.map((column): LevelChange => {
    const worths = Array.from(canonical.order.participants, (participant, rank): [number, number] => {
      const score = column[participant] ?? null;
      return [rank, score === null ? -Infinity : unit + score];
    });
    return levelChange(search.reachedBy(worths).gain, unit);
  });
}

describe('one more mentor of a profile', () => {
  it(`gains what solving with that mentor gains, on ${PROBLEMS} small problems`, () => {
    const seen = { matched: 0, score: 0, nothing: 0, unfounded: 0 };
    for (let seed = 0; seed < PROBLEMS; seed += 1) {
      const problem = smallProblem(seed);
      const pure = pureOf(problem);
      const random = seededRandom(seed + 5);
      const columns = Array.from({ length: 3 }, () =>
        problem.participants.map(() => (random() < 0.4 ? null : Math.floor(random() * 120))),
      );
      const gains = gainsOfMentors(pure, columns);
      const before = bruteForce(pure);
      expect({ seed, holds: gains !== undefined }).toEqual({ seed, holds: before !== undefined });
      if (!before || !gains) {
        seen.unfounded += 1;
        continue;
      }
      for (const [index, column] of columns.entries()) {
        const added = column.flatMap((score, participant) =>
          score === null ? [] : [{ participant, mentor: problem.mentors.length, score, rules: [] }],
        );
        const mentors = [...problem.mentors, { id: 'new', min: 0, max: 1 }];
        const after = bruteForce(withPairs({ ...pure, mentors }, added));
        const truth = {
          matched: (after?.matched ?? NaN) - before.matched,
          score: (after?.score ?? NaN) - before.score,
        };
        expect({ seed, index, gain: gains[index] }).toEqual({ seed, index, gain: truth });
        seen[truth.matched > 0 ? 'matched' : truth.score > 0 ? 'score' : 'nothing'] += 1;
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(30);
  });
});

/** At most 10 pairs, some of which are taken for forbidden. */
function partlyForbidden(seed: number): { problem: Problem; candidates: RelaxablePair[] } {
  const random = seededRandom(seed + 1);
  const whole = randomProblem(seed, {
    participants: 4,
    mentors: 3,
    density: 0.8,
    bestScore: 9,
    capacity: 2,
    quotas: 0,
    minima: seed % 2 === 0 ? 0.8 : 0,
    pins: 0,
    levels: ['matched', 'score'],
  });
  const { participant, mentor, score } = whole.pairs;
  const isForbidden = Array.from(score, () => random() < 0.6);
  const of = (column: ArrayLike<number>) => Array.from(column).filter((_, pair) => !isForbidden[pair]);
  const problem = { ...whole, pairs: { participant: of(participant), mentor: of(mentor), score: of(score) } };
  const candidates = Array.from(score, (_, pair) => ({
    participant: participant[pair] as number,
    mentor: mentor[pair] as number,
    score: score[pair] as number,
    rules: [pair % 2 === 0 ? 'same-employer' : 'distance'],
  })).filter((_, pair) => isForbidden[pair]);
  return { problem, candidates };
}

describe('the fewest forbidden pairs that would have to be allowed', () => {
  it(`match as many as all of them could, and no smaller set does, on ${PROBLEMS} small problems`, () => {
    const seen = { added: 0, several: 0, nothing: 0, unfounded: 0 };
    for (let seed = 0; seed < PROBLEMS; seed += 1) {
      const { problem, candidates } = partlyForbidden(seed);
      const answer = fewestAddedPairs(problem, candidates);
      const all = bruteForce(withPairs(problem, candidates));
      expect({ seed, holds: answer !== undefined }).toEqual({ seed, holds: all !== undefined });
      if (!answer || !all) {
        seen.unfounded += 1;
        continue;
      }
      const { added, rules, matched, score, unmatched } = addedPairsSchema.parse(answer);
      const isAdded = ({ participant, mentor, rules: [rule] }: RelaxablePair) =>
        added.some(
          (pair) =>
            pair.participant === problem.participants[participant]?.id &&
            pair.mentor === problem.mentors[mentor]?.id &&
            pair.rules[0] === rule,
        );
      expect({ seed, matched }).toEqual({ seed, matched: all.matched });
      expect(unmatched).toBe(problem.participants.reduce((sum, { max }) => sum + max, 0) - matched);
      const chosen = candidates.filter(isAdded);
      expect(chosen.length).toBe(added.length);
      expect(rules.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(added.length);
      const truth = fewestOf(problem, candidates, all.matched);
      expect({ seed, needed: added.length, score }).toEqual({ seed, ...truth });
      expect(bruteForce(withPairs(problem, chosen))).toMatchObject({ matched, score });
      seen[added.length > 1 ? 'several' : added.length === 1 ? 'added' : 'nothing'] += 1;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(15);
  });

  it('refuses a candidate that is allowed already', () => {
    const { problem } = partlyForbidden(1);
    const { participant, mentor } = problem.pairs;
    const known = {
      participant: participant[0] as number,
      mentor: mentor[0] as number,
      score: 1,
      rules: ['none'],
    };
    expect(() => fewestAddedPairs(problem, [known])).toThrow(/listed twice/u);
  });
});

/** The smallest number of candidates that reaches the size, and the best score with as many. */
function fewestOf(problem: Problem, candidates: readonly RelaxablePair[], size: number) {
  let best = { needed: Infinity, score: -1 };
  for (let mask = 0; mask < 2 ** candidates.length; mask += 1) {
    const set = candidates.filter((_, at) => (mask >> at) & 1);
    if (set.length > best.needed) continue;
    const reached = bruteForce(withPairs(problem, set));
    if (!reached || reached.matched < size) continue;
    if (set.length < best.needed || reached.score > best.score)
      best = { needed: set.length, score: reached.score };
  }
  return best;
}
