import type { BoundLeaf, ContradictionLeaf, Proof } from '../contract/certificate.ts';
import { floorQuotient } from './exact.ts';
import { EITHER, evaluateLeaf } from './leaf.ts';
import type { Fixed } from './leaf.ts';
import type { Tally } from './reduced-costs.ts';
import { formOf } from './region.ts';
import type { Form, Region } from './region.ts';

/** No choice of the region has an objective above `bound`; null where the region is empty. */
export interface ProvenBound {
  readonly bound: bigint | null;
}

/** What a proof shows of an objective, or why it shows nothing. */
export function provenBound(region: Region, objective: Form, proof: Proof): ProvenBound | string {
  let largest: bigint | null = null;
  const flaw = visitLeaves(region, proof, (leaf, fixed) => {
    const evaluated = evaluateLeaf(region, objective, leaf, fixed);
    if (typeof evaluated === 'string') return evaluated;
    if (leaf.kind === 'contradiction') return contradictionFlaw(evaluated.value);
    const bound = floorQuotient(evaluated.value, BigInt(leaf.scale));
    if (largest === null || bound > largest) largest = bound;
    return undefined;
  });
  return flaw ?? { bound: largest };
}

/**
 * Why a proof does not show that the region is empty, or undefined where it does. `use` is told what each leaf that was accepted
 * rests on.
 */
export function emptinessFlaw(
  region: Region,
  proof: Proof,
  use: (leaf: ContradictionLeaf, reduced: Tally) => void,
): string | undefined {
  const nothing = formOf(new Int8Array(region.problem.pairs.score.length));
  return visitLeaves(region, proof, (leaf, fixed) => {
    if (leaf.kind === 'bound') return 'a part of the proof bounds something, but contradicts nothing';
    const evaluated = evaluateLeaf(region, nothing, leaf, fixed);
    if (typeof evaluated === 'string') return evaluated;
    use(leaf, evaluated.reduced);
    return contradictionFlaw(evaluated.value);
  });
}

function contradictionFlaw(value: bigint): string | undefined {
  return value < 0n ? undefined : 'a contradiction in the proof does not hold';
}

type Visit = (leaf: BoundLeaf | ContradictionLeaf, fixed: Fixed) => string | undefined;

/**
 * Visits the leaves with what is fixed on the way to each, until one is flawed; its flaw is the answer. Every branch has both
 * halves by its type, so together the leaves cover the region. A half that contradicts what is fixed already holds nothing and
 * needs no proof. Not recursive: a proof may be deeper than the stack.
 */
function visitLeaves({ problem }: Region, proof: Proof, visit: Visit): string | undefined {
  const fixed = new Int8Array(problem.pairs.score.length).fill(EITHER);
  for (const pair of problem.pinned) fixed[pair] = 1;
  const ahead: (Proof | Setting)[] = [proof];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if ('to' in next) fixed[next.pair] = next.to;
    else if (next.kind !== 'branch') {
      const flaw = visit(next, fixed);
      if (flaw !== undefined) return flaw;
    } else {
      const { pair, zero, one } = next;
      const before = fixed[pair];
      if (before === undefined) return `the proof branches on the pair ${pair}, which does not exist`;
      ahead.push({ pair, to: before });
      if (before !== 0) ahead.push(one, { pair, to: 1 });
      if (before !== 1) ahead.push(zero, { pair, to: 0 });
    }
  }
  return undefined;
}

/** On the way through the tree: from here on the pair is fixed to this. */
interface Setting {
  readonly pair: number;
  readonly to: number;
}
