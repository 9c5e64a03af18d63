import type { BoundLeaf, ContradictionLeaf } from '../contract/certificate.ts';
import type { ProblemNode } from '../contract/problem.ts';
import { WholeSum } from './exact.ts';
import { reducedCosts } from './reduced-costs.ts';
import type { Tally } from './reduced-costs.ts';
import type { Form, Region } from './region.ts';

/** What a pair may be on a branch: 0, 1, or either. */
export const EITHER = -1;
export type Fixed = Int8Array;

/** The right side of weak duality with the reduced costs that it is summed from. */
export interface LeafValue {
  readonly value: bigint;
  readonly reduced: Tally;
}

/**
 * Evaluates a leaf over a region: `value` is an upper bound of scale x objective over every choice that the region and `fixed`
 * allow (weak duality; the formula stands in contract/certificate.ts). Gives a sentence's beginning where the leaf does not fit
 * the region or uses a multiplier of the wrong sign.
 */
export function evaluateLeaf(
  region: Region,
  objective: Form,
  leaf: BoundLeaf | ContradictionLeaf,
  fixed: Fixed,
): LeafValue | string {
  const flaw = shapeFlaw(region, leaf) ?? signFlaw(region, leaf);
  if (flaw !== undefined) return flaw;
  const sum = new WholeSum();
  for (const [index, { bound }] of region.conditions.entries())
    sum.addProduct(leaf.rows[index] as number, bound);
  addLimits(sum, region.problem.participants, leaf.participants);
  addLimits(sum, region.problem.mentors, leaf.mentors);
  const reduced = reducedCosts(region, objective, leaf);
  for (let pair = 0; pair < fixed.length; pair += 1) {
    if (fixed[pair] === 1 || (fixed[pair] === EITHER && reduced.isPositive(pair))) sum.add(reduced.at(pair));
  }
  return { value: sum.value(), reduced };
}

function shapeFlaw({ problem, conditions }: Region, leaf: BoundLeaf | ContradictionLeaf): string | undefined {
  if (leaf.participants.length !== problem.participants.length)
    return `a proof has ${leaf.participants.length} prices for ${problem.participants.length} participants`;
  if (leaf.mentors.length !== problem.mentors.length)
    return `a proof has ${leaf.mentors.length} prices for ${problem.mentors.length} mentors`;
  if (leaf.rows.length !== conditions.length)
    return `a proof has ${leaf.rows.length} multipliers for ${conditions.length} conditions`;
  return undefined;
}

function signFlaw({ conditions }: Region, { rows }: BoundLeaf | ContradictionLeaf): string | undefined {
  const wrong = conditions.find(({ sense }, index) => {
    const multiplier = rows[index] as number;
    return (sense === '<=' && multiplier < 0) || (sense === '>=' && multiplier > 0);
  });
  return wrong && `the multiplier of ${wrong.name} has the wrong sign`;
}

function addLimits(sum: WholeSum, nodes: readonly ProblemNode[], prices: readonly number[]): void {
  for (const [index, { min, max }] of nodes.entries()) {
    const price = prices[index] as number;
    sum.addProduct(price, price > 0 ? max : min);
  }
}
