import type { BoundLeaf, ContradictionLeaf } from '../contract/certificate.ts';
import { largestMagnitude, plainNumbers } from './columns.ts';
import { ExactSum, floorDivide } from './exact-sum.ts';
import { pairCount } from './program.ts';
import type { Limits, Program, Row } from './program.ts';

/** Dual prices of a linear relaxation, as an engine gives them: one for each participant, mentor and row. */
export interface Prices {
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
  readonly rows: Float64Array;
}

/** Prices times `scale`, all whole, with the sign that each row's sense allows. */
export interface WholePrices extends Prices {
  readonly scale: number;
}

/** Sums of up to four magnitudes of this size stay below 2^53. */
const MAGNITUDE = 2 ** 50;
/** Prices within this of whole numbers are taken to be whole: those of a pure matching are. */
const WHOLE = 1e-6;
/** Resolution of prices that are not whole, for coefficients of 1. */
const RESOLUTION = 2 ** 24;

/**
 * Rounds prices to whole numbers: at scale 1 where they are near whole numbers, else at a power of two. Any rounding gives a
 * valid bound; a fine one loses less than one unit. The scale grows with the rows' coefficients, which multiply the error, as
 * far as every term stays exact. Undefined where not even scale 1 does.
 */
export function wholePrices(program: Program, prices: Prices): WholePrices | undefined {
  const room = Math.floor(Math.log2(MAGNITUDE / largestTerm(program, prices)));
  if (!(room >= 0)) return undefined;
  const wanted = Math.log2(RESOLUTION) + Math.ceil(Math.log2(largestCoefficient(program.rows)));
  const scale = isNearWhole(prices) ? 1 : 2 ** Math.min(room, wanted, 50);
  const round = (value: number) => Math.round(value * scale) + 0;
  return {
    scale,
    participants: prices.participants.map((value, node) => round(useful(program.participants, node, value))),
    mentors: prices.mentors.map((value, node) => round(useful(program.mentors, node, value))),
    rows: prices.rows.map((value, row) => round(allowed(program.rows[row] as Row, value))),
  };
}

/** A positive multiplier of a row argues from its upper bound, a negative one from its lower: there has to be one. */
function allowed({ lower, upper }: Row, value: number): number {
  return Number.isFinite(value > 0 ? upper : lower) ? value : 0;
}

/** A negative price argues from a minimum; where there is none, 0 bounds at least as well. */
function useful({ min }: Limits, node: number, value: number): number {
  return min[node] === 0 ? Math.max(0, value) : value;
}

function isNearWhole({ participants, mentors, rows }: Prices): boolean {
  const near = (value: number) => Math.abs(value - Math.round(value)) < WHOLE;
  return participants.every(near) && mentors.every(near) && rows.every(near);
}

/** At least as large as every number that a reduced cost is summed from, and as their sum. */
function largestTerm(program: Program, prices: Prices): number {
  let rows = 0;
  for (const [index, row] of program.rows.entries()) {
    rows +=
      Math.abs(prices.rows[index] as number) * largestMagnitude(row.coefficients) +
      largestMagnitude(row.coefficients);
  }
  return Math.max(
    1,
    largestMagnitude(program.objective) +
      largestMagnitude(prices.participants) +
      largestMagnitude(prices.mentors) +
      rows +
      4,
  );
}

function largestCoefficient(rows: readonly Row[]): number {
  return rows.reduce((most, row) => Math.max(most, largestMagnitude(row.coefficients)), 1);
}

/** A program's pairs at given prices. */
export interface PricedPairs {
  readonly program: Program;
  readonly prices: WholePrices;
  /** sum_k y_k A_ke of each pair; undefined where no row has a price. */
  readonly rowParts: Float64Array | undefined;
}

export function pricedPairs(program: Program, prices: WholePrices): PricedPairs {
  const isIdle = prices.rows.every((price) => price === 0);
  const rowParts = isIdle ? undefined : new Float64Array(pairCount(program));
  if (rowParts)
    for (const [index, row] of program.rows.entries()) addRow(rowParts, row, prices.rows[index] as number);
  return { program, prices, rowParts };
}

function addRow(rowParts: Float64Array, { pairs, coefficients }: Row, price: number): void {
  if (price === 0) return;
  for (let entry = 0; entry < pairs.length; entry += 1) {
    const pair = pairs[entry] as number;
    rowParts[pair] = (rowParts[pair] as number) + price * (coefficients[entry] as number);
  }
}

/** r_e = scale c_e - sum_k y_k A_ke - u_i - v_j of every pair: whole and exact. */
export function reducedCosts(program: Program, prices: WholePrices): Float64Array {
  return reducedCostsOf(pricedPairs(program, prices));
}

export function reducedCostsOf({ program, prices, rowParts }: PricedPairs): Float64Array {
  const { participant, mentor, objective } = program;
  const { scale, participants, mentors } = prices;
  const reduced = new Float64Array(pairCount(program));
  for (let pair = 0; pair < reduced.length; pair += 1) {
    const cost =
      scale * (objective[pair] as number) -
      (participants[participant[pair] as number] as number) -
      (mentors[mentor[pair] as number] as number);
    reduced[pair] = rowParts ? cost - (rowParts[pair] as number) : cost;
  }
  return reduced;
}

/**
 * The right side of weak duality: no choice of the program is worth more than this over the scale.
 * sum_k max(y_k lower_k, y_k upper_k) + sum_i max(u_i min_i, u_i max_i) + the same for mentors + sum_e max of r_e x_e over what x_e may be.
 */
export function dualValue(priced: PricedPairs): bigint {
  const { program, prices } = priced;
  const sum = new ExactSum();
  for (const [index, row] of program.rows.entries()) {
    const price = prices.rows[index] as number;
    if (price !== 0) sum.addProduct(price, price > 0 ? row.upper : row.lower);
  }
  addLimits(sum, program.participants, prices.participants);
  addLimits(sum, program.mentors, prices.mentors);
  addPairs(sum, priced);
  return sum.total();
}

/** Smallest and largest that a reduced cost can be, from the extremes of what it is summed from. */
export function reducedRange({ program, prices, rowParts }: PricedPairs): Range {
  if (rowParts) return { least: -Infinity, most: Infinity };
  const worth = rangeOf(program.objective);
  const [participants, mentors] = [rangeOf(prices.participants), rangeOf(prices.mentors)];
  return {
    least: prices.scale * worth.least - participants.most - mentors.most,
    most: prices.scale * worth.most - participants.least - mentors.least,
  };
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function rangeOf(values: Float64Array): Range {
  let least = Infinity;
  let most = -Infinity;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}

/** This pass and that of the narrowing are the longest of a solve, so they keep their columns at hand. */
function addPairs(sum: ExactSum, priced: PricedPairs): void {
  const { program, prices, rowParts } = priced;
  const { participant, mentor, objective, fixed } = program;
  const { scale, participants, mentors } = prices;
  const isAnyPositive = reducedRange(priced).most > 0;
  if (!isAnyPositive && !fixed.includes(1)) return;
  for (let pair = 0; pair < fixed.length; pair += 1) {
    let cost =
      scale * (objective[pair] as number) -
      (participants[participant[pair] as number] as number) -
      (mentors[mentor[pair] as number] as number);
    if (rowParts) cost -= rowParts[pair] as number;
    if (cost > 0 ? fixed[pair] !== 0 : fixed[pair] === 1) sum.add(cost);
  }
}

function addLimits(sum: ExactSum, { min, max }: Limits, prices: Float64Array): void {
  for (let node = 0; node < prices.length; node += 1) {
    const price = prices[node] as number;
    sum.addProduct(price, (price > 0 ? max[node] : min[node]) as number);
  }
}

/** A proven bound of the program's objective, as a leaf of a proof. */
export interface ProvenBound {
  readonly bound: number;
  readonly leaf: BoundLeaf | ContradictionLeaf;
}

/** A bound with the right side of its leaf's inequality: the bound times the scale, before it is rounded. */
export interface EvaluatedBound extends ProvenBound {
  readonly rightSide: bigint;
}

export function boundOf(program: Program, prices: WholePrices): EvaluatedBound {
  const rightSide = dualValue(pricedPairs(program, prices));
  const bound = Number(floorDivide(rightSide, BigInt(prices.scale)));
  return { bound, rightSide, leaf: { kind: 'bound', scale: prices.scale, ...plain(prices) } };
}

/** A proof that nothing satisfies the program, where the prices (of the objective 0) give one: Farkas. */
export function contradictionOf(program: Program, prices: WholePrices): ProvenBound | undefined {
  const nothing = { ...program, objective: new Float64Array(pairCount(program)) };
  if (dualValue(pricedPairs(nothing, prices)) >= 0n) return undefined;
  return { bound: -Infinity, leaf: { kind: 'contradiction', ...plain(prices) } };
}

function plain({ participants, mentors, rows }: Prices) {
  return {
    participants: plainNumbers(participants),
    mentors: plainNumbers(mentors),
    rows: plainNumbers(rows),
  };
}

/**
 * A bound that costs one pass and needs no engine: each participant's best pair as often as the limit allows, or all of the
 * participant's pairs where that is less.
 */
export function plainBound(program: Program): ProvenBound {
  const best = new Float64Array(program.participants.max.length);
  const total = new Float64Array(best.length);
  for (let pair = 0; pair < pairCount(program); pair += 1) {
    const worth = program.objective[pair] as number;
    const participant = program.participant[pair] as number;
    if (program.fixed[pair] === 0 || worth <= 0) continue;
    best[participant] = Math.max(best[participant] as number, worth);
    total[participant] = (total[participant] as number) + worth;
  }
  const participants = best.map((worth, node) =>
    worth * (program.participants.max[node] as number) < (total[node] as number) ? worth : 0,
  );
  const mentors = new Float64Array(program.mentors.max.length);
  return boundOf(program, { scale: 1, participants, mentors, rows: new Float64Array(program.rows.length) });
}
