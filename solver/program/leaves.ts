import { halvesOf } from '../contract/certificate.ts';
import type { Leaf, Proof } from '../contract/certificate.ts';

/** The leaves of a proof, in their order. */
export function leavesOf(proof: Proof): Leaf[] {
  const leaves: Leaf[] = [];
  const ahead: Proof[] = [proof];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (next.kind === 'bound' || next.kind === 'contradiction') leaves.push(next);
    else ahead.push(...[...(halvesOf(next) ?? [])].reverse());
  }
  return leaves;
}
