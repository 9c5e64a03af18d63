import type { Engines } from '#solver/engines/load.ts';
import { createRandom } from '#solver/simulate/random.ts';
import type { Instance } from './instance.ts';
import { pureBest, valueOf } from './pure-best.ts';
import { drawQuotaRows } from './quota-rows.ts';
import type { QuotaRow } from './quota-rows.ts';
import type { StructuredInstance } from './structured.ts';

const SHARE_OF_THE_WAY = 0.85;

/**
 * Loose quotas that bite. A second match is the best of an objective blended at random from the quotas; each bound stands 85 % of
 * the way from the quota's value at the unconstrained best to its value there, and never above the latter: so the second match
 * keeps them all, and a match of full size exists.
 */
export function withBlendQuotas(
  base: StructuredInstance,
  count: number,
  seed: number,
  engines: Engines,
): Instance {
  const { problem } = base;
  const rows = drawQuotaRows(base, count, seed);
  const score = Int32Array.from(problem.pairs.score);
  const best = pureBest(problem, score, engines);
  const blended = pureBest(problem, blendOf(rows, score.length, seed), engines);
  return {
    family: `blend ${count}`,
    name: `blend ${problem.participants.length} x ${problem.mentors.length}, ${count} quotas`,
    problem: {
      ...problem,
      quotas: rows.map((row) => {
        const from = valueOf(row, best);
        const to = valueOf(row, blended);
        const bound = Math.min(to, Math.floor(from + SHARE_OF_THE_WAY * (to - from)));
        return { ...row, sense: '>=', bound };
      }),
    },
  };
}

/** Every quota's coefficients, brought to 0..1 and weighed at random; at most 10,000 in all. */
function blendOf(rows: readonly QuotaRow[], pairs: number, seed: number): Int32Array {
  const random = createRandom(seed, 5);
  const sum = new Float64Array(pairs);
  for (const { pairs: members, coefficients } of rows) {
    const largest = coefficients.reduce((most, coefficient) => Math.max(most, coefficient), 1);
    const weight = random.next() / largest;
    for (const [entry, pair] of members.entries())
      sum[pair] = (sum[pair] as number) + weight * (coefficients[entry] as number);
  }
  return Int32Array.from(sum, (value) => Math.floor((value / rows.length) * 10_000));
}
