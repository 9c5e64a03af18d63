import { MileError } from '#solver/contract/errors.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import { readJson } from '../input.ts';

/** The pairs of a result file. Throws INVALID_RESULT where it is no result, or one without a match. */
export async function readMatch(path: string): Promise<MatchedOutcome['pairs']> {
  const outcome = await readJson(path, outcomeSchema, 'INVALID_RESULT');
  if ('pairs' in outcome) return outcome.pairs;
  throw new MileError(
    'INVALID_RESULT',
    `"${path}" holds no match: its status is "${outcome.status}". Give a result with pairs.`,
    { status: outcome.status },
  );
}
