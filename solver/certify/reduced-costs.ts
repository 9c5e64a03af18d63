import type { BoundLeaf, ContradictionLeaf } from '../contract/certificate.ts';
import { largestMagnitude } from './region.ts';
import type { Form, Region } from './region.ts';

/** A whole number for each pair, from which products are subtracted. */
export interface Tally {
  subtract(pair: number, left: number, right: number): void;
  at(pair: number): number | bigint;
  /** `at(pair) > 0`; a comparison of each kind of number on its own is several times faster than one of both. */
  isPositive(pair: number): boolean;
}

/**
 * r_e = D c_e - sum_k y_k A_ke - u_i - v_j for each pair, exactly; D is 0 in a contradiction leaf. Doubles where no partial result
 * can reach 2^53, BigInt else. One pass over the pairs and one over the entries of each condition that has a multiplier.
 */
export function reducedCosts(
  { problem, conditions }: Region,
  objective: Form,
  leaf: BoundLeaf | ContradictionLeaf,
): Tally {
  const { participant, mentor } = problem.pairs;
  const scale = leaf.kind === 'bound' ? leaf.scale : 0;
  const terms: [Form, number][] = [
    [objective, -scale],
    ...conditions.map((condition, index): [Form, number] => [condition, leaf.rows[index] as number]),
  ];
  const reach = terms.reduce(
    (sum, [{ largest }, factor]) => sum + largest * Math.abs(factor),
    largestMagnitude(leaf.participants) + largestMagnitude(leaf.mentors),
  );
  const tally = reach < SAFE_REACH ? new SafeTally(participant.length) : new WideTally(participant.length);
  for (const [form, factor] of terms) if (factor !== 0) subtractForm(tally, form, factor);
  for (let pair = 0; pair < participant.length; pair += 1) {
    tally.subtract(pair, leaf.participants[participant[pair] as number] as number, 1);
    tally.subtract(pair, leaf.mentors[mentor[pair] as number] as number, 1);
  }
  return tally;
}

/** Half of 2^53: the reach itself is summed in doubles, so it may be off in its last places. */
const SAFE_REACH = 2 ** 52;

function subtractForm(tally: Tally, { pairs, coefficients }: Form, factor: number): void {
  if (pairs) {
    for (let entry = 0; entry < pairs.length; entry += 1)
      tally.subtract(pairs[entry] as number, factor, coefficients[entry] as number);
  } else {
    for (let pair = 0; pair < coefficients.length; pair += 1)
      tally.subtract(pair, factor, coefficients[pair] as number);
  }
}

class SafeTally implements Tally {
  readonly #values: Float64Array;

  constructor(pairs: number) {
    this.#values = new Float64Array(pairs);
  }

  subtract(pair: number, left: number, right: number): void {
    this.#values[pair] = (this.#values[pair] as number) - left * right;
  }

  at(pair: number): number {
    return this.#values[pair] as number;
  }

  isPositive(pair: number): boolean {
    return (this.#values[pair] as number) > 0;
  }
}

class WideTally implements Tally {
  readonly #values: bigint[];

  constructor(pairs: number) {
    this.#values = new Array<bigint>(pairs).fill(0n);
  }

  subtract(pair: number, left: number, right: number): void {
    this.#values[pair] = (this.#values[pair] as bigint) - BigInt(left) * BigInt(right);
  }

  at(pair: number): bigint {
    return this.#values[pair] as bigint;
  }

  isPositive(pair: number): boolean {
    return (this.#values[pair] as bigint) > 0n;
  }
}
