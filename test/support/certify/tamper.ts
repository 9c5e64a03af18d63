import { halvesOf } from '#solver/contract/certificate.ts';
import type { Leaf, Proof } from '#solver/contract/certificate.ts';
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
const onLeafOf =
  (onSomeProof: typeof onProof) =>
  (change: (leaf: Leaf, dice: Dice) => Leaf | undefined): Tamper =>
    onSomeProof((proof, dice) => {
      const leaf = pick(leavesOf(proof), dice);
      const changed = leaf && change(leaf, dice);
      return changed && replaceLeaf(proof, leaf, changed);
    });
export const onLeaf = onLeafOf(onProof);
/** On a leaf of the first step, where nothing is narrowed yet: the halves of an exhaustive proof are all read. */
export const onReadLeaf = onLeafOf((change) => (to, dice) => {
  if (!('pairs' in to.outcome)) return onProof(change)(to, dice);
  const step = to.outcome.certificate.steps[0];
  const changed = step && change(step.proof, dice);
  if (changed) step.proof = changed;
  return changed !== undefined;
});

export function pick<Thing>(things: readonly Thing[], dice: Dice): Thing | undefined {
  return things[dice(Math.max(1, things.length))];
}

export function leavesOf(proof: Proof): Leaf[] {
  if (proof.kind === 'bound' || proof.kind === 'contradiction') return [proof];
  return (halvesOf(proof) ?? []).flatMap(leavesOf);
}

export function replaceLeaf(proof: Proof, leaf: Leaf, by: Proof): Proof {
  if (proof === leaf) return by;
  const replace = (half: Proof) => replaceLeaf(half, leaf, by);
  switch (proof.kind) {
    case 'branch':
      return { ...proof, zero: replace(proof.zero), one: replace(proof.one) };
    case 'row':
      return { ...proof, below: replace(proof.below), above: replace(proof.above) };
    case 'split':
      return { ...proof, outside: replace(proof.outside), inside: replace(proof.inside) };
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
