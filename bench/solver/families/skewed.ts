import type { Random } from '#solver/simulate/random.ts';

/** Draws a kind from 0 to `kinds` - 1, kind k with a weight of 1 / (k + 1): a few are large, many small (Zipf's law). */
export function zipf(kinds: number): (random: Random) => number {
  return drawByWeight(Float64Array.from({ length: kinds }, (_, kind) => 1 / (kind + 1)));
}

/** Draws an index with probability proportional to its weight, in logarithmic time. */
export function drawByWeight(weights: ArrayLike<number>): (random: Random) => number {
  const upTo = new Float64Array(weights.length);
  let total = 0;
  for (let index = 0; index < weights.length; index += 1) {
    total += weights[index] as number;
    upTo[index] = total;
  }
  return (random) => {
    const wanted = random.next() * total;
    let low = 0;
    let high = weights.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
