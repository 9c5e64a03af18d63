import { halvesOf } from '../../contract/certificate.ts';
import type { BoundLeaf, LevelsCertificate, Proof } from '../../contract/certificate.ts';
import type { Level, Problem } from '../../contract/problem.ts';

/**
 * What the prices of the last level say of each pair: its score less the prices of its people and quotas, times the proof's scale; the
 * further from 0, the more a change of the pair is likely to cost. Of a proof with branches the first leaf serves. They order searches,
 * and nothing is concluded from them.
 */
export function reducedScores({ pairs, quotas }: Problem, { steps }: LevelsCertificate): Float64Array {
  const last = steps.at(-1);
  const proof = last && firstBound(last.proof);
  const reduced = new Float64Array(pairs.score.length);
  if (!proof) return reduced;
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

/** The bound of each level's proof, with the level; of a proof with branches the first leaf. */
export function levelBounds({ steps }: LevelsCertificate): { level: Level; bound: BoundLeaf }[] {
  return steps.flatMap(({ level, proof }) => {
    const bound = firstBound(proof);
    return bound ? [{ level, bound }] : [];
  });
}

function firstBound(proof: Proof): BoundLeaf | undefined {
  if (proof.kind === 'bound') return proof;
  const halves = halvesOf(proof);
  return halves && (firstBound(halves[0]) ?? firstBound(halves[1]));
}
