import type { NewProblem, StoredProblem } from '#solver/contract/api/problems.ts';
import { beginProblem, putProblemPart, removeProblem, solveStoredProblem } from './stored-problems.ts';
import type { ProblemPlace } from './stored-problems.ts';

/**
 * Keeps a file, part by part as it is read, and hands it to the workers; whole or not at all, unless the store is away: what is left then goes with the
 * oldest. Throws what its steps throw, and what reading throws.
 */
export async function bringProblem(
  place: ProblemPlace,
  ask: NewProblem,
  parts: AsyncIterable<Uint8Array>,
): Promise<StoredProblem> {
  const { id } = await beginProblem(place, ask);
  try {
    let count = 0;
    for await (const part of parts) {
      await putProblemPart(place, id, count, part);
      count += 1;
    }
    return await solveStoredProblem(place, id, count);
  } catch (error) {
    // Whatever hinders the removal says less than the cause.
    await removeProblem(place, id).catch(() => undefined);
    throw error;
  }
}
