import { describe, expect, it } from 'vitest';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { ExactSum, floorDivide } from '#solver/program/exact-sum.ts';
import { boundOf, contradictionOf, plainBound, wholePrices } from '#solver/program/prices.ts';
import type { Prices } from '#solver/program/prices.ts';
import type { Program } from '#solver/program/program.ts';
import { bruteForce } from '../../support/brute-force.ts';
import { seededRandom, smallProblem } from '../../support/random-problem.ts';

/** Any prices at all, around those that might come out of a linear program. */
function anyPrices(program: Program, seed: number): Prices {
  const random = seededRandom(seed);
  const draw = () => (random() < 0.3 ? 0 : Math.round((random() - 0.4) * 800) / (seed % 2 === 0 ? 8 : 7));
  return {
    participants: Float64Array.from(program.participants.max, draw),
    mentors: Float64Array.from(program.mentors.max, draw),
    rows: Float64Array.from(program.rows, draw),
  };
}

function rounded(program: Program, prices: Prices) {
  const whole = wholePrices(program, prices);
  if (!whole) throw new Error('these prices are small');
  return whole;
}

describe('weak duality in whole numbers', () => {
  it('bounds the best total score, whatever the prices', () => {
    let tight = 0;
    for (let seed = 0; seed < 1_500; seed += 1) {
      const problem = { ...smallProblem(seed), levels: ['score' as const] };
      const best = bruteForce(problem);
      if (!best) continue;
      const { program } = canonicalProblem(problem);
      const { bound } = boundOf(program, rounded(program, anyPrices(program, seed)));
      expect(bound).toBeGreaterThanOrEqual(best.score);
      expect(plainBound(program).bound).toBeGreaterThanOrEqual(best.score);
      if (plainBound(program).bound === best.score) tight += 1;
    }
    expect(tight).toBeGreaterThan(50);
  });

  it('contradicts only what cannot hold', () => {
    let contradicted = 0;
    for (let seed = 0; seed < 1_500; seed += 1) {
      const problem = smallProblem(seed);
      const { program } = canonicalProblem(problem);
      if (!contradictionOf(program, rounded(program, anyPrices(program, seed)))) continue;
      expect({ seed, best: bruteForce(problem) }).toEqual({ seed, best: undefined });
      contradicted += 1;
    }
    expect(contradicted).toBeGreaterThan(20);
  });

  it('keeps prices that are whole at scale 1, and gives others a scale that keeps every term exact', () => {
    const { program } = canonicalProblem({
      ...smallProblem(1),
      quotas: [{ id: 'q', sense: '<=', bound: 1, pairs: [0], coefficients: [1_000_000_000] }],
    });
    const zero = anyPrices(program, 1);
    const at = (price: number) => ({
      ...zero,
      participants: zero.participants.map(() => price),
      mentors: zero.mentors.fill(0),
      rows: zero.rows.fill(0),
    });
    expect(wholePrices(program, at(3.0000000001))).toMatchObject({ scale: 1 });
    const scale = wholePrices(program, at(1 / 3))?.scale ?? 0;
    expect(scale).toBeGreaterThan(2 ** 16);
    expect(scale * 1_000_000_000).toBeLessThan(2 ** 53);
    expect(wholePrices(program, at(2 ** 51))).toBeUndefined();
  });
});

describe('exact sums', () => {
  it('agree with big integers, beyond 2^53 too', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 200; round += 1) {
      const sum = new ExactSum();
      let expected = 0n;
      for (let term = 0; term < 20; term += 1) {
        const [left, right] = [
          Math.floor((random() - 0.5) * 2 ** 50),
          Math.floor((random() - 0.5) * 2 ** (round % 40)),
        ];
        sum.add(left);
        sum.addProduct(left, right);
        expected += BigInt(left) + BigInt(left) * BigInt(right);
      }
      expect(sum.total()).toBe(expected);
    }
  });

  it('round down, below zero too', () => {
    expect([7n, -7n, 6n, -6n, 0n].map((value) => floorDivide(value, 3n))).toEqual([2n, -3n, 2n, -2n, 0n]);
  });
});
