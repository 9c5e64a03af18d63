/** A seeded stream of draws. The same seed gives the same stream on every machine. */
export interface Random {
  /** The next number in [0, 1). */
  next(): number;
  /** A whole number in [min, max]. */
  whole(min: number, max: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** An index with probability proportional to its weight; -1 where all weights are 0. */
  weighted(weights: readonly number[]): number;
}

/**
 * sfc32 (C. Doty-Humphrey's PractRand: 128 bits of state, period of at least 2^32 for every seed), its state filled by
 * splitmix32 from the numbers that name the stream, so that every person has a stream of their own.
 */
export function createRandom(...names: readonly number[]): Random {
  const next = sfc32(names.reduce((state, name) => splitmix32(state ^ splitmix32(name >>> 0)), 0x9e3779b9));
  return {
    next,
    whole: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    weighted: (weights) => weightedIndex(weights, next()),
  };
}

function weightedIndex(weights: readonly number[], share: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = share * total;
  let last = -1;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number;
    if (weight <= 0) continue;
    last = index;
    rest -= weight;
    if (rest < 0) return index;
  }
  // Rounding can leave a crumb after the last positive weight.
  return last;
}

/** One step of splitmix32: mixes 32 bits so that neighbouring inputs give unrelated outputs. */
function splitmix32(state: number): number {
  let mixed = (state + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function sfc32(seed: number): () => number {
  let a = splitmix32(seed);
  let b = splitmix32(a);
  let c = splitmix32(b);
  let counter = 1;
  const next = () => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 2 ** 32;
  };
  // The first outputs still resemble the seed.
  for (let round = 0; round < 12; round += 1) next();
  return next;
}
