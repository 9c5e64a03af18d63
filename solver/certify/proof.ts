import type { ContradictionLeaf, Leaf, Narrowing, Proof } from '../contract/certificate.ts';
import { halvesIn } from './branches.ts';
import { floorQuotient } from './exact.ts';
import { evaluateLeaf } from './leaf.ts';
import type { LeafValue } from './leaf.ts';
import type { ReducedCosts } from './reduced-costs.ts';
import { narrowBySlack, roundQuotas } from './narrow.ts';
import { copyOf, isVisiblyEmpty } from './region.ts';
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
  const atLeast = (shown: bigint) => {
    if (bound === null || shown > bound) bound = shown;
  };
  const flaw = visitLeaves(region, proof, {
    leaf: (leaf, within) => {
      const evaluated = evaluateLeaf(within, objective, leaf);
      if (typeof evaluated === 'string') return evaluated;
      last = evaluated;
      if (leaf.kind === 'contradiction') return contradictionFlaw(evaluated.value);
      atLeast(floorQuotient(evaluated.value, BigInt(leaf.scale)));
      return undefined;
    },
    narrowing: (narrowing, within) => {
      atLeast(BigInt(narrowing.least) - 1n);
      return narrowedRegion(within, objective, narrowing);
    },
  });
  return flaw ?? { bound, last };
}

/** What is left of the region for choices of at least the narrowing's value; null where nothing is. */
function narrowedRegion(
  region: Region,
  objective: Worth,
  { leaf, least }: Narrowing,
): Region | string | null {
  const narrow = copyOf(region);
  const evaluated = evaluateLeaf(narrow, objective, leaf);
  if (typeof evaluated === 'string') return evaluated;
  if (evaluated.value < BigInt(leaf.scale) * BigInt(least)) return null;
  narrowBySlack(narrow, leaf, evaluated, least);
  roundQuotas(narrow);
  return isVisiblyEmpty(narrow) ? null : narrow;
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
  return visitLeaves(region, proof, {
    leaf: (leaf, within) => {
      if (leaf.kind === 'bound') return BOUNDS_ONLY;
      const evaluated = evaluateLeaf(within, undefined, leaf);
      if (typeof evaluated === 'string') return evaluated;
      use(leaf, evaluated.reduced);
      return contradictionFlaw(evaluated.value);
    },
    narrowing: () => BOUNDS_ONLY,
  });
}

const BOUNDS_ONLY = 'a part of the proof bounds something, but contradicts nothing';

function contradictionFlaw(value: bigint): string | undefined {
  return value < 0n ? undefined : 'a contradiction in the proof does not hold';
}

/** What is done with the parts of a proof, in the region that they are about. A sentence's beginning says what is wrong. */
interface Visitor {
  readonly leaf: (leaf: Leaf, within: Region) => string | undefined;
  /** What the rest is about, or null where it need not be read. */
  readonly narrowing: (narrowing: Narrowing, within: Region) => Region | string | null;
}

/** A part that is yet to be read, or a change of the region on the way there. */
type Ahead = { readonly proof: Proof; readonly within: Region } | (() => void);

/**
 * Visits the leaves, the region drawn in by the branches and narrowings on the way to each, until one is flawed; its flaw is the
 * answer. Together the leaves cover the region (branches.ts). Not recursive: a proof may be deeper than the stack.
 */
function visitLeaves(region: Region, proof: Proof, visitor: Visitor): string | undefined {
  const ahead: Ahead[] = [{ proof, within: region }];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (typeof next === 'function') next();
    else {
      const flaw = visitPart(next, visitor, ahead);
      if (flaw !== undefined) return flaw;
    }
  }
  return undefined;
}

function visitPart(
  { proof, within }: Exclude<Ahead, () => void>,
  visitor: Visitor,
  ahead: Ahead[],
): string | undefined {
  if (proof.kind === 'bound' || proof.kind === 'contradiction') return visitor.leaf(proof, within);
  if (proof.kind === 'narrowing') {
    const narrow = visitor.narrowing(proof, within);
    if (typeof narrow === 'string') return narrow;
    if (narrow) ahead.push({ proof: proof.rest, within: narrow });
    return undefined;
  }
  const halves = halvesIn(within, proof);
  if (typeof halves === 'string') return halves;
  for (const { proof: half, enter, leave } of halves.toReversed())
    ahead.push(leave, { proof: half, within }, enter);
  return undefined;
}
