import type { ExploreParameters } from '#solver/contract/api/explore.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Reference } from '#solver/contract/explore/comparison.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { byScore } from '#solver/explore/comparison/preferences.ts';
import {
  deferredReference,
  earlierReference,
  greedyReference,
  randomReference,
} from '#solver/explore/comparison/reference.ts';

/** The reference match that is asked for. Throws INVALID_INPUT where an earlier match is asked for and none is given. */
export function referenceOf(
  { problem }: { problem: Problem },
  { kind, seed, match }: ExploreParameters<'reference'>,
): Reference {
  switch (kind) {
    case 'greedy':
      return greedyReference(problem);
    case 'deferred':
      return deferredReference(problem, byScore(problem));
    case 'random':
      return randomReference(problem, seed);
    case 'earlier':
      if (match) return earlierReference(problem, match);
      throw new MileError(
        'INVALID_INPUT',
        'An earlier match is asked for, and none is given. Give its pairs as "match".',
      );
  }
}
