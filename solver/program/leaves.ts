import type { BoundLeaf, ContradictionLeaf, Proof } from '../contract/certificate.ts';

/** The leaves of a proof, from left to right. */
export function leavesOf(proof: Proof): (BoundLeaf | ContradictionLeaf)[] {
  return proof.kind === 'branch' ? [...leavesOf(proof.zero), ...leavesOf(proof.one)] : [proof];
}
