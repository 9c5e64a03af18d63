import type { LevelsCertificate } from '../../contract/certificate.ts';
import type { Problem } from '../../contract/problem.ts';

/**
 * What the prices of the last level say of each pair: its score less the prices of its people and quotas, times the proof's scale; the
 * further from 0, the more a change of the pair is likely to cost. 0 where the proof has branches. They order searches, and nothing is
 * concluded from them.
 */
export function reducedScores({ pairs, quotas }: Problem, { steps }: LevelsCertificate): Float64Array {
  const proof = steps.at(-1)?.proof;
  const reduced = new Float64Array(pairs.score.length);
  if (proof?.kind !== 'bound') return reduced;
  for (let pair = 0; pair < reduced.length; pair += 1)
    reduced[pair] =
      proof.scale * (pairs.score[pair] as number) -
      (proof.participants[pairs.participant[pair] as number] ?? 0) -
      (proof.mentors[pairs.mentor[pair] as number] ?? 0);
  for (const [index, quota] of quotas.entries()) {
    const price = proof.rows[index] ?? 0;
    if (price === 0) continue;
    for (const [entry, pair] of quota.pairs.entries())
      reduced[pair] = (reduced[pair] as number) - price * (quota.coefficients[entry] as number);
  }
  return reduced;
}
