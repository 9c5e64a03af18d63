import type { BoundLeaf } from '../contract/certificate.ts';
import type { Maximum } from './maximum.ts';
import { dualValue, pricedPairs, reducedCostsOf, reducedRange } from './prices.ts';
import type { PricedPairs, WholePrices } from './prices.ts';
import { FREE } from './program.ts';
import type { Limits, Program, Row } from './program.ts';

/** What is left of a program for choices that reach a value. */
export interface Narrowed {
  readonly program: Program;
  /** Every choice of the narrowed program reaches the value, so no row has to say it. */
  readonly isExact: boolean;
}

export type Proven = Pick<Maximum, 'proof' | 'rightSide'>;

/**
 * Complementary slackness, with a gap. A bound leaf writes D c x as a constant R minus terms that are never negative: |r_e| for a pair
 * that is not where its reduced cost wants it, |u_i| for every unit that a person's degree is away from the limit that its price
 * wants, the same for rows. A choice with c x = value leaves G = R - D value for all of them together, so what would cost more than
 * G is settled: pairs are fixed, limits and rows drawn together. With G = 0 the narrowed program is exactly the
 * optimal face. The checker narrows by the same theorem (contract/certificate.ts). The program's objective is that of the leaf.
 * Proofs with branches narrow nothing.
 */
export function narrowed(program: Program, value: number, { proof, rightSide }: Proven): Narrowed {
  if (proof.kind !== 'bound') return { program, isExact: false };
  const prices = wholeOf(proof);
  const priced = pricedPairs(program, prices);
  const gap = Number((rightSide ?? dualValue(priced)) - BigInt(proof.scale) * BigInt(value));
  return {
    isExact: gap === 0,
    program: {
      ...program,
      participants: narrowedLimits(program.participants, prices.participants, gap),
      mentors: narrowedLimits(program.mentors, prices.mentors, gap),
      rows: program.rows.map((row, index) => narrowedRow(row, prices.rows[index] as number, gap)),
      fixed: narrowedPairs(priced, gap),
    },
  };
}

function wholeOf({ scale, participants, mentors, rows }: BoundLeaf): WholePrices {
  return {
    scale,
    participants: new Float64Array(participants),
    mentors: new Float64Array(mentors),
    rows: new Float64Array(rows),
  };
}

function narrowedPairs(priced: PricedPairs, gap: number): Int8Array {
  const { least, most } = reducedRange(priced);
  if (least >= -gap && most <= gap) return priced.program.fixed;
  const reduced = reducedCostsOf(priced);
  const narrow = priced.program.fixed.slice();
  for (let pair = 0; pair < narrow.length; pair += 1) {
    const cost = reduced[pair] as number;
    if (narrow[pair] !== FREE) continue;
    if (cost > gap) narrow[pair] = 1;
    else if (cost < -gap) narrow[pair] = 0;
  }
  return narrow;
}

function narrowedLimits({ min, max }: Limits, prices: Float64Array, gap: number): Limits {
  const narrow = { min: min.slice(), max: max.slice() };
  for (let node = 0; node < prices.length; node += 1) {
    const [least, most] = drawnTogether(
      min[node] as number,
      max[node] as number,
      prices[node] as number,
      gap,
    );
    narrow.min[node] = least;
    narrow.max[node] = most;
  }
  return narrow;
}

function narrowedRow(row: Row, price: number, gap: number): Row {
  if (price === 0) return row;
  const [lower, upper] = drawnTogether(row.lower, row.upper, price, gap);
  return { ...row, lower, upper };
}

/** A range whose price pays for at most floor(gap / |price|) units away from the end that the price wants. */
function drawnTogether(lower: number, upper: number, price: number, gap: number): readonly [number, number] {
  if (price > 0) return [Math.max(lower, upper - Math.floor(gap / price)), upper];
  if (price < 0) return [lower, Math.min(upper, lower + Math.floor(gap / -price))];
  return [lower, upper];
}
