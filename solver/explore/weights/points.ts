import type { Criterion } from '../../contract/policy/criteria.ts';
import { measureOf } from '../../score/compile.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import type { PairColumns } from '../../score/pairs.ts';

/** The whole points p_k (0 to 1000) of each pair under one criterion, whatever its weight, in the order of the columns. */
export function pointsOf(
  compiled: CompiledCohort,
  criterion: Criterion,
  { mentor, rowStart }: PairColumns,
): Int32Array {
  const measure = measureOf(compiled, criterion);
  const points = new Int32Array(mentor.length);
  for (let participant = 0; participant + 1 < rowStart.length; participant += 1) {
    const range = { begin: rowStart[participant] as number, end: rowStart[participant + 1] as number };
    measure.add(participant, mentor, range, 1, points);
  }
  return points;
}
