import type { Leaf } from '../contract/certificate.ts';
import { WholeSum } from './exact.ts';
import { ONE } from './live-pairs.ts';
import { reducedCosts } from './reduced-costs.ts';
import type { ReducedCosts } from './reduced-costs.ts';
import type { Limits, Region, Row } from './region.ts';
import type { Worth } from './worth.ts';

/** The right side of weak duality with the reduced costs that it is summed from. */
export interface LeafValue {
  readonly value: bigint;
  readonly reduced: ReducedCosts;
}

/**
 * Evaluates a leaf over a region as it stands: `value` is an upper bound of scale x objective over every choice of the region (weak
 * duality; the formula stands in contract/certificate.ts). Gives a sentence's beginning where the leaf does not fit the region or a
 * multiplier asks for a side that is infinite.
 */
export function evaluateLeaf(region: Region, objective: Worth | undefined, leaf: Leaf): LeafValue | string {
  const flaw = shapeFlaw(region, leaf);
  if (flaw !== undefined) return flaw;
  const sum = new WholeSum();
  for (const [index, row] of region.rows.entries()) {
    const multiplier = leaf.rows[index] as number;
    if (multiplier === 0) continue;
    const side = usedSide(row, multiplier);
    if (!Number.isFinite(side)) return `the multiplier of ${row.name} has the wrong sign`;
    sum.addProduct(multiplier, side);
  }
  addLimits(sum, region.participants, leaf.participants);
  addLimits(sum, region.mentors, leaf.mentors);
  const reduced = reducedCosts(region, objective, leaf);
  addPairs(sum, region, reduced);
  return { value: sum.value(), reduced };
}

/** The side of a row that a multiplier uses: the one at which their product is largest. */
export function usedSide({ lower, upper }: Row, multiplier: number): number {
  return multiplier > 0 ? upper : lower;
}

/** The most that the pairs can add. Fixed pairs that still stand in the columns are counted as free ones first. */
function addPairs(sum: WholeSum, { live }: Region, reduced: ReducedCosts): void {
  reduced.addPositive(sum);
  // Where pairs are still barred the quick look has told of all, and nothing waits.
  for (const pair of live.barred ? [] : live.waiting) {
    const cost = reduced.at(pair);
    if (live.status[pair] === ONE) {
      if (cost < 0) sum.add(cost);
    } else if (cost > 0) sum.add(-cost);
  }
  for (const pair of live.ones) sum.add(reduced.at(pair));
}

function shapeFlaw({ problem, rows }: Region, leaf: Leaf): string | undefined {
  if (leaf.participants.length !== problem.participants.length)
    return `a proof has ${leaf.participants.length} prices for ${problem.participants.length} participants`;
  if (leaf.mentors.length !== problem.mentors.length)
    return `a proof has ${leaf.mentors.length} prices for ${problem.mentors.length} mentors`;
  if (leaf.rows.length !== rows.length)
    return `a proof has ${leaf.rows.length} multipliers for ${rows.length} conditions`;
  return undefined;
}

function addLimits(sum: WholeSum, { min, max }: Limits, prices: readonly number[]): void {
  for (let node = 0; node < prices.length; node += 1) {
    const price = prices[node] as number;
    if (price !== 0) sum.addProduct(price, (price > 0 ? max[node] : min[node]) as number);
  }
}
