import type { FoundMatching, MatchedPair, Matching } from '#solver/contract/matching.ts';

const always = {
  possiblePairs: 0,
  allowedPairs: 0,
  rules: [],
  allWeightsZero: false,
  engine: 'auto',
  timings: { programMs: 0, solveMs: 0, certifyMs: 0, scoreMs: 0 },
};

export function pairOf(participant: string, mentor: string, points: readonly number[] = []): MatchedPair {
  return { participant, mentor, fit: 0, score: 0, points: [...points], pinned: false };
}

/** A proven match of these pairs, participant first; the people of `unmatched` have nobody. */
export function matchOf(
  pairs: readonly (readonly [string, string])[],
  unmatched: readonly string[] = [],
): FoundMatching {
  return {
    ...always,
    status: 'optimal',
    pairs: pairs.map(([participant, mentor]) => pairOf(participant, mentor)),
    unmatchedParticipants: unmatched.map((id) => ({ id, allowed: 0, reason: 'No allowed mentor is left.' })),
    unmatchedMentors: [],
    matched: pairs.length,
    score: 0,
    meanFit: 0,
    bound: {},
    relativeGap: 0,
  };
}

export function clashOf(...sentences: readonly string[]): Matching {
  return {
    ...always,
    status: 'infeasible',
    clash: sentences.map((sentence, index) => ({ kind: 'pin', id: String(index), sentence })),
  };
}
