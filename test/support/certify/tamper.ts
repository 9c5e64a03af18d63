import { halvesOf } from '#solver/contract/certificate.ts';
import type { BoundLeaf, Branch, Leaf, Narrowing, Proof } from '#solver/contract/certificate.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';

export interface Case {
  problem: Problem;
  outcome: Outcome;
}
/** A whole number from 0 to below `count`. */
export type Dice = (count: number) => number;
/** Changes one thing in place, or tells that there is nothing of the kind. */
export type Tamper = (to: Case, dice: Dice) => boolean;

export type Matched = Extract<Outcome, { pairs: unknown }>;
export type Infeasible = Extract<Outcome, { status: 'infeasible' }>;

export const onMatch =
  (change: (outcome: Matched, to: Case, dice: Dice) => boolean): Tamper =>
  (to, dice) =>
    'pairs' in to.outcome && change(to.outcome, to, dice);
export const onConflict =
  (change: (outcome: Infeasible, to: Case, dice: Dice) => boolean): Tamper =>
  (to, dice) =>
    to.outcome.status === 'infeasible' && change(to.outcome, to, dice);
export const onProof =
  (change: (proof: Proof, dice: Dice) => Proof | undefined): Tamper =>
  ({ outcome }, dice) => {
    if (outcome.status === 'unknown') return false;
    const { certificate } = outcome;
    const holder = certificate.kind === 'infeasible' ? certificate : pick(certificate.steps, dice);
    const changed = holder && change(holder.proof, dice);
    if (!holder || !changed) return false;
    holder.proof = changed;
    return true;
  };
/** On a branch of some proof, wherever in it. */
export const onBranch =
  (change: (branch: Branch, to: Case, dice: Dice) => Branch | undefined): Tamper =>
  (to, dice) =>
    onProof((proof) => {
      const branch = pick(branchesOf(proof), dice);
      const changed = branch && change(branch, to, dice);
      return changed && replaceIn(proof, branch, changed);
    })(to, dice);

/** On a narrowing of some proof, wherever in it. */
export const onNarrowing =
  (change: (narrowing: Narrowing, dice: Dice) => Proof): Tamper =>
  (to, dice) =>
    onProof((proof) => {
      const narrowing = pick(narrowingsOf(proof), dice);
      return narrowing && replaceIn(proof, narrowing, change(narrowing, dice));
    })(to, dice);

export const onLeaf = (change: (leaf: Leaf, dice: Dice) => Leaf | undefined): Tamper =>
  onProof((proof, dice) => changedLeaf(proof, dice, change));

/** On the whole proof of a conflict or of the first step, where nothing is narrowed yet. */
export const onReadProof =
  (change: (proof: Proof, to: Case, dice: Dice) => Proof | undefined): Tamper =>
  (to, dice) => {
    if (!('pairs' in to.outcome)) return onProof((proof) => change(proof, to, dice))(to, dice);
    const step = to.outcome.certificate.steps[0];
    const changed = step && change(step.proof, to, dice);
    if (changed) step.proof = changed;
    return changed !== undefined;
  };
/** On a leaf of such a proof: in an exhaustive one all of them are read. */
export const onReadLeaf = (change: (leaf: Leaf, dice: Dice) => Leaf | undefined): Tamper =>
  onReadProof((proof, _, dice) => changedLeaf(proof, dice, change));

function changedLeaf(
  proof: Proof,
  dice: Dice,
  change: (leaf: Leaf, dice: Dice) => Leaf | undefined,
): Proof | undefined {
  const leaf = pick(leavesOf(proof), dice);
  const changed = leaf && change(leaf, dice);
  return changed && replaceIn(proof, leaf, changed);
}

export function pick<Thing>(things: readonly Thing[], dice: Dice): Thing | undefined {
  return things[dice(Math.max(1, things.length))];
}

export function leavesOf(proof: Proof): Leaf[] {
  if (proof.kind === 'bound' || proof.kind === 'contradiction') return [proof];
  return (halvesOf(proof) ?? []).flatMap(leavesOf);
}

export function branchesOf(proof: Proof): Branch[] {
  if (proof.kind === 'bound' || proof.kind === 'contradiction') return [];
  const below = (halvesOf(proof) ?? []).flatMap(branchesOf);
  return proof.kind === 'narrowing' ? below : [proof, ...below];
}

export function narrowingsOf(proof: Proof): Narrowing[] {
  const below = (halvesOf(proof) ?? []).flatMap(narrowingsOf);
  return proof.kind === 'narrowing' ? [proof, ...below] : below;
}

/** The proof with one of its parts replaced. */
export function replaceIn(proof: Proof, part: Proof, by: Proof): Proof {
  if (proof === part) return by;
  const replace = (half: Proof) => replaceIn(half, part, by);
  switch (proof.kind) {
    case 'branch':
      return { ...proof, zero: replace(proof.zero), one: replace(proof.one) };
    case 'row':
      return { ...proof, below: replace(proof.below), above: replace(proof.above) };
    case 'split':
      return { ...proof, outside: replace(proof.outside), inside: replace(proof.inside) };
    case 'narrowing':
      return { ...proof, leaf: replace(proof.leaf) as BoundLeaf, rest: replace(proof.rest) };
    default:
      return proof;
  }
}

export function changeNumber(numbers: number[], dice: Dice, by: (before: number) => number): boolean {
  const place = dice(Math.max(1, numbers.length));
  const before = numbers[place];
  if (before === undefined || by(before) === before) return false;
  numbers[place] = by(before);
  return true;
}
