import type { Problem } from '#solver/contract/problem.ts';
import { RowBuilder } from '#solver/engines/linear-model.ts';
import type { LinearModel } from '#solver/engines/linear-model.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Instance } from './instance.ts';
import { pureBest, valueOf } from './pure-best.ts';
import { drawQuotaRows } from './quota-rows.ts';
import type { QuotaRow } from './quota-rows.ts';
import type { StructuredInstance } from './structured.ts';

/** A quota, its value at the unconstrained best, and the largest value that any largest match gives it. */
interface Range {
  readonly row: QuotaRow;
  readonly from: number;
  readonly to: number;
}

/**
 * Tight quotas: every quota is pushed the same fraction of the way from its value at the unconstrained best towards its own
 * maximum over the largest matches, at `share` (0.7 to 0.9) of the largest fraction for which the linear program, all of a largest
 * match in it, is feasible. The linear program is feasible by construction; a whole match need not be.
 */
export function withTightQuotas(
  base: StructuredInstance,
  count: number,
  share: number,
  seed: number,
  engines: Engines,
): Instance {
  const { problem } = base;
  const best = pureBest(problem, Int32Array.from(problem.pairs.score), engines);
  const ranges = drawQuotaRows(base, count, seed).map((row): Range => {
    const own = new Int32Array(problem.pairs.score.length);
    for (const [entry, pair] of row.pairs.entries()) own[pair] = row.coefficients[entry] as number;
    return { row, from: valueOf(row, best), to: valueOf(row, pureBest(problem, own, engines)) };
  });
  const matched = best.reduce((sum, one) => sum + one, 0);
  const fraction = share * largestFraction(problem, ranges, matched, engines);
  return {
    family: `tight ${count}`,
    name: `tight ${problem.participants.length} x ${problem.mentors.length}, ${count} quotas at ${100 * share} %`,
    problem: {
      ...problem,
      quotas: ranges.map(({ row, from, to }) => ({
        ...row,
        sense: '>=',
        bound: Math.floor(from + fraction * (to - from)),
      })),
    },
  };
}

function largestFraction(
  problem: Problem,
  ranges: readonly Range[],
  matched: number,
  engines: Engines,
): number {
  const { status, values } = engines.highs.relax(fractionModel(problem, ranges, matched), Infinity);
  if (status !== 'optimal') throw new Error(`the linear program of the tight quotas ended ${status}`);
  return values.at(-1) as number;
}

/** Maximise t, the last column: sum of the quota - t (to - from) >= from, over fractional matches of full size. */
function fractionModel(problem: Problem, ranges: readonly Range[], matched: number): LinearModel {
  const { participant, mentor, score } = problem.pairs;
  const builder = new RowBuilder();
  for (const [nodes, ends] of [
    [problem.participants, participant],
    [problem.mentors, mentor],
  ] as const) {
    const lists = Array.from(nodes, () => [] as number[]);
    for (let pair = 0; pair < score.length; pair += 1) lists[ends[pair] as number]?.push(pair);
    for (const [index, node] of nodes.entries()) {
      for (const pair of lists[index] ?? []) builder.entry(pair, 1);
      builder.end(node.min, node.max);
    }
  }
  for (let pair = 0; pair < score.length; pair += 1) builder.entry(pair, 1);
  builder.end(matched, Infinity);
  for (const { row, from, to } of ranges) {
    for (const [entry, pair] of row.pairs.entries()) builder.entry(pair, row.coefficients[entry] as number);
    if (to > from) builder.entry(score.length, from - to);
    builder.end(from, Infinity);
  }
  const objective = new Float64Array(score.length + 1);
  objective[score.length] = 1;
  return builder.finish(objective, new Float64Array(score.length + 1).fill(1));
}
