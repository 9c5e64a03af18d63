import type { z } from 'zod';
import type { matchSetVerificationSchema } from '#solver/contract/api/cohorts.ts';
import type { Context } from './context.ts';
import { namesHold, recordHash } from './match-record.ts';
import { findMatchSet } from './read-match-set.ts';

/** Checks a saved match from its snapshot: whether the record is as it was written, and whether its claims hold. */
export async function verifyMatchSet(
  context: Context,
  id: string,
): Promise<z.infer<typeof matchSetVerificationSchema>> {
  const stored = await findMatchSet(context, id);
  const verification = await context.pools.solver.verify(stored.problem_json, stored.outcome_json);
  const agreement = (await context.store.agreements.of(id)) ?? null;
  const recordIntact = recordHash(stored) === stored.record_hash && namesHold(stored);
  return { ...verification, recordIntact, agreement };
}
