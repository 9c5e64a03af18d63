import type { Engines } from '#solver/engines/load.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { solve } from '#solver/solve.ts';
import type { QuotaRow } from './quota-rows.ts';

/** The pairs of the best match, without quotas, when pairs are worth `score`: 1 where chosen. */
export function pureBest(problem: Problem, score: Int32Array, engines: Engines): Uint8Array {
  const outcome = solve({ ...problem, pairs: { ...problem.pairs, score } }, { engines, engine: 'auto' });
  if (outcome.status !== 'optimal') throw new Error(`a pure match ended ${outcome.status}`);
  const partners = new Set(
    outcome.pairs.map(([participant, mentor]) => participant * problem.mentors.length + mentor),
  );
  const chosen = new Uint8Array(score.length);
  for (let pair = 0; pair < chosen.length; pair += 1) {
    const participant = problem.pairs.participant[pair] as number;
    const mentor = problem.pairs.mentor[pair] as number;
    if (partners.has(participant * problem.mentors.length + mentor)) chosen[pair] = 1;
  }
  return chosen;
}

/** The sum that a quota bounds. */
export function valueOf({ pairs, coefficients }: QuotaRow, chosen: Uint8Array): number {
  let sum = 0;
  for (const [entry, pair] of pairs.entries()) {
    if (chosen[pair] === 1) sum += coefficients[entry] as number;
  }
  return sum;
}
