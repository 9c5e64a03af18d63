import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#solver/simulate/random.ts';

function count(bins: Uint32Array, bin: number): void {
  bins[bin] = (bins[bin] ?? 0) + 1;
}

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('seeded draws', () => {
  it('repeat themselves for the same seed, and differ for neighbouring seeds', () => {
    let cases = 0;
    fc.assert(
      fc.property(seeds, seeds, (seed, person) => {
        cases += 1;
        const stream = (...names: number[]) => {
          const random = createRandom(...names);
          return Array.from({ length: 20 }, () => random.next());
        };
        expect(stream(seed, person)).toEqual(stream(seed, person));
        expect(stream(seed, person)).not.toEqual(stream(seed, person + 1));
        expect(stream(seed, person)).not.toEqual(stream(seed + 1, person));
      }),
      { numRuns: 200 },
    );
    expect(cases).toBe(200);
  });

  it('do not depend on the machine', () => {
    const random = createRandom(1, 2, 3);
    expect(Array.from({ length: 4 }, () => random.whole(0, 999_999))).toMatchInlineSnapshot(`
      [
        35832,
        718995,
        955347,
        392384,
      ]
    `);
  });

  it('are spread evenly: ten bins of 20,000 draws, over streams of their own, hold a tenth each', () => {
    const oneStream = createRandom(7);
    const long = new Uint32Array(10);
    const many = new Uint32Array(10);
    for (let draw = 0; draw < 20_000; draw += 1) {
      count(long, Math.floor(oneStream.next() * 10));
      count(many, Math.floor(createRandom(7, draw).next() * 10));
    }
    // Six standard deviations of a binomial count: 6 x sqrt(20000 x 0.1 x 0.9) = 255.
    for (const times of [...long, ...many]) expect(Math.abs(times - 2000)).toBeLessThan(255);
  });

  it('reach both ends of a range of whole numbers and nothing beyond', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: 0, max: 4 }),
        (seed, min, span) => {
          const random = createRandom(seed);
          const drawn = new Set(Array.from({ length: 300 }, () => random.whole(min, min + span)));
          expect([...drawn].sort((a, b) => a - b)).toEqual(
            Array.from({ length: span + 1 }, (_, step) => min + step),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('follow weights, never choose weight 0, and say so where nothing has weight', () => {
    const random = createRandom(11);
    const counts = new Uint32Array(3);
    for (let draw = 0; draw < 9000; draw += 1) count(counts, random.weighted([2, 0, 1]));
    expect(counts[1]).toBe(0);
    expect(Math.abs((counts[0] ?? 0) - 6000)).toBeLessThan(300);
    expect(random.weighted([0, 0])).toBe(-1);
    expect(random.weighted([])).toBe(-1);
  });
});
