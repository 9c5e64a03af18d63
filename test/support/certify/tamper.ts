import type { BoundLeaf, ContradictionLeaf, Proof } from '#solver/contract/certificate.ts';
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
type Leaf = BoundLeaf | ContradictionLeaf;

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
export const onLeaf = (change: (leaf: Leaf, dice: Dice) => Leaf | undefined): Tamper =>
  onProof((proof, dice) => {
    const leaf = pick(leavesOf(proof), dice);
    const changed = leaf && change(leaf, dice);
    return changed && replaceLeaf(proof, leaf, changed);
  });

export function pick<Thing>(things: readonly Thing[], dice: Dice): Thing | undefined {
  return things[dice(Math.max(1, things.length))];
}

export function leavesOf(proof: Proof): Leaf[] {
  return proof.kind === 'branch' ? [...leavesOf(proof.zero), ...leavesOf(proof.one)] : [proof];
}

export function replaceLeaf(proof: Proof, leaf: Leaf, by: Proof): Proof {
  if (proof === leaf) return by;
  if (proof.kind !== 'branch') return proof;
  return { ...proof, zero: replaceLeaf(proof.zero, leaf, by), one: replaceLeaf(proof.one, leaf, by) };
}

export function changeNumber(numbers: number[], dice: Dice, by: (before: number) => number): boolean {
  const place = dice(Math.max(1, numbers.length));
  const before = numbers[place];
  if (before === undefined || by(before) === before) return false;
  numbers[place] = by(before);
  return true;
}
