import type { ContradictionLeaf, Leaf, Proof } from '../contract/certificate.ts';
import { halvesIn } from './branches.ts';
import { floorQuotient } from './exact.ts';
import { evaluateLeaf } from './leaf.ts';
import type { LeafValue } from './leaf.ts';
import type { ReducedCosts } from './reduced-costs.ts';
import type { Region } from './region.ts';
import type { Worth } from './worth.ts';

/** No choice of the region has an objective above `bound`; null where the region is empty. */
export interface ProvenBound {
  readonly bound: bigint | null;
  /** What the last leaf came to: of a proof that is a single leaf, all there is. */
  readonly last: LeafValue | undefined;
}

/** What a proof shows of an objective, or why it shows nothing. The objective's common divisor is left aside. */
export function provenBound(region: Region, objective: Worth, proof: Proof): ProvenBound | string {
  let bound: bigint | null = null;
  let last: LeafValue | undefined;
  const flaw = visitLeaves(region, proof, (leaf) => {
    const evaluated = evaluateLeaf(region, objective, leaf);
    if (typeof evaluated === 'string') return evaluated;
    last = evaluated;
    if (leaf.kind === 'contradiction') return contradictionFlaw(evaluated.value);
    const shown = floorQuotient(evaluated.value, BigInt(leaf.scale));
    if (bound === null || shown > bound) bound = shown;
    return undefined;
  });
  return flaw ?? { bound, last };
}

/**
 * Why a proof does not show that the region is empty, or undefined where it does. `use` is told what each leaf that was accepted
 * rests on.
 */
export function emptinessFlaw(
  region: Region,
  proof: Proof,
  use: (leaf: ContradictionLeaf, reduced: ReducedCosts) => void,
): string | undefined {
  return visitLeaves(region, proof, (leaf) => {
    if (leaf.kind === 'bound') return 'a part of the proof bounds something, but contradicts nothing';
    const evaluated = evaluateLeaf(region, undefined, leaf);
    if (typeof evaluated === 'string') return evaluated;
    use(leaf, evaluated.reduced);
    return contradictionFlaw(evaluated.value);
  });
}

function contradictionFlaw(value: bigint): string | undefined {
  return value < 0n ? undefined : 'a contradiction in the proof does not hold';
}

/**
 * Visits the leaves, the region drawn in by the branches on the way to each, until one is flawed; its flaw is the answer. Together
 * the leaves cover the region (branches.ts). Not recursive: a proof may be deeper than the stack.
 */
function visitLeaves(
  region: Region,
  proof: Proof,
  visit: (leaf: Leaf) => string | undefined,
): string | undefined {
  const ahead: (Proof | (() => void))[] = [proof];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (typeof next === 'function') next();
    else if (next.kind === 'bound' || next.kind === 'contradiction') {
      const flaw = visit(next);
      if (flaw !== undefined) return flaw;
    } else {
      const halves = halvesIn(region, next);
      if (typeof halves === 'string') return halves;
      for (const { proof: half, enter, leave } of halves.toReversed()) ahead.push(leave, half, enter);
    }
  }
  return undefined;
}
