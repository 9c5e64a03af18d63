import { closeSync, openSync, writeSync } from 'node:fs';
import type { Problem } from '#solver/contract/problem.ts';
import { modelRows, pairWorth } from '../contenders/whole-model.ts';
import type { ModelRow } from '../contenders/whole-model.ts';

/** The whole model as a free MPS file: minimise the negated worth; whole columns x0, x1, ... up to 1, in the order of the pairs. */
export function writeMps(file: string, problem: Problem): void {
  const rows = modelRows(problem);
  const worth = pairWorth(problem);
  const entries: string[][] = Array.from(worth, (value, pair) => [` x${pair} worth ${-value}`]);
  for (const [index, { pairs, coefficients }] of rows.entries()) {
    for (const [entry, pair] of pairs.entries())
      entries[pair]?.push(` x${pair} r${index} ${coefficients?.[entry] ?? 1}`);
  }
  const descriptor = openSync(file, 'w');
  const put = (lines: readonly string[]) => void writeSync(descriptor, `${lines.join('\n')}\n`);
  put([
    'NAME whole FREE',
    'ROWS',
    ' N worth',
    ...rows.map((row, index) => ` ${kind(row)} r${index}`),
    'COLUMNS',
  ]);
  put([" MARK 'MARKER' 'INTORG'"]);
  for (const lines of entries) put(lines);
  put([" MARK 'MARKER' 'INTEND'"]);
  put(['RHS', ...rows.map((row, index) => ` RHS r${index} ${side(row)}`)]);
  const ranged = rows.flatMap((row, index) => (range(row) > 0 ? [` RNG r${index} ${range(row)}`] : []));
  if (ranged.length > 0) put(['RANGES', ...ranged]);
  put(['BOUNDS', ...entries.map((_, pair) => ` UP BND x${pair} 1`), 'ENDATA']);
  closeSync(descriptor);
}

function kind({ lower, upper }: ModelRow): 'E' | 'L' | 'G' {
  if (lower === upper) return 'E';
  return upper === Infinity ? 'G' : 'L';
}

function side({ lower, upper }: ModelRow): number {
  return upper === Infinity ? lower : upper;
}

/** A limit of at least 0 follows from the columns' bounds and is left out. */
function range({ lower, upper }: ModelRow): number {
  return lower > 0 && upper > lower && upper < Infinity ? upper - lower : 0;
}
