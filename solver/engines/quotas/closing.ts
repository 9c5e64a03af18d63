import type { Budget } from '../../program/maximum.ts';
import { boundOf, contradictionOf, reducedCosts, wholePrices } from '../../program/prices.ts';
import type { Prices, WholePrices } from '../../program/prices.ts';
import { pairCount, withObjective } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import type { LinearEngine } from '../linear-engine.ts';
import { Relaxer } from '../relaxation.ts';
import { pricesOf } from '../restriction.ts';
import type { Restriction } from '../restriction.ts';
import type { Node } from './node.ts';
import { polished } from './polish.ts';

/** Gives the node the bound of these prices over all pairs of its region, where it is lower. */
export function boundNode(node: Node, region: Program, prices: Prices, divisor: number): void {
  const rounded = wholePrices(region, prices);
  if (!rounded) return;
  const proven = boundOf(region, polished(region, rounded));
  const bound = Math.floor(proven.bound / divisor) * divisor;
  if (bound < node.proven.bound) node.proven = { ...proven, bound };
}

/** Closes the node by Farkas multipliers of a linear program over its core, of either sign; says whether they do. */
export function contradictNode(
  node: Node,
  region: Program,
  restriction: Restriction,
  ray: Float64Array | undefined,
): boolean {
  const largest = ray?.reduce((most, value) => Math.max(most, Math.abs(value)), 0) ?? 0;
  if (!ray || !(largest > 0)) return false;
  const nothing = withObjective(region, new Float64Array(pairCount(region)));
  for (const sign of [1, -1]) {
    const multipliers = ray.map((value) => (sign * value) / largest);
    const whole = wholePrices(nothing, pricesOf(region, restriction, multipliers));
    const proven = whole && contradictionOf(region, polished(nothing, whole));
    if (!proven) continue;
    node.proven = proven;
    return true;
  }
  return false;
}

/**
 * A second look at a node by an engine, over as many pairs as it takes: the prices of the optimum, or of the least violation. The core takes in
 * the pairs that were missing.
 */
export function lookAgain(node: Node, region: Program, { engine, core, budget, divisor }: SecondLook): void {
  const relaxation = new Relaxer(engine, core, budget).relax(region);
  if (relaxation.kind === 'unsettled') return;
  if (relaxation.kind === 'optimal') {
    boundNode(node, region, relaxation.prices, divisor);
    return;
  }
  const whole = wholePrices(region, relaxation.prices);
  const proven = whole && contradictionOf(region, whole);
  if (proven) node.proven = proven;
}

export interface SecondLook {
  readonly engine: LinearEngine;
  readonly core: Uint8Array;
  readonly budget: Budget;
  readonly divisor: number;
}

/** Of each participant the pair outside the core that spoils the bound of these prices most. */
export function spoilers(region: Program, prices: Prices, isOutside: (pair: number) => boolean): number[] {
  const rounded: WholePrices | undefined = wholePrices(region, prices);
  if (!rounded) return [];
  const reduced = reducedCosts(region, rounded);
  const worst = new Map<number, number>();
  for (let pair = 0; pair < reduced.length; pair += 1) {
    if ((reduced[pair] as number) <= 0 || !isOutside(pair)) continue;
    const person = region.participant[pair] as number;
    const other = worst.get(person);
    if (other === undefined || (reduced[pair] as number) > (reduced[other] as number))
      worst.set(person, pair);
  }
  return [...worst.values()];
}
