/** Gains below this count as this, so that a cut with one useless half is still told from one with two. */
const LEAST = 1e-3;
/** Observations on either side from which a pair's own gains are trusted. */
const RELIABLE = 2;

interface Record {
  readonly sum: [number, number];
  readonly count: [number, number];
}

/**
 * What fixing a pair has lowered the relaxation by, for each unit that its value was moved (Benichou et al. 1971; trusted from the
 * second observation on: reliability branching, Achterberg, Koch and Martin 2005).
 */
export class PseudoCosts {
  readonly #records = new Map<number, Record>();
  readonly #all: Record = { sum: [0, 0], count: [0, 0] };

  learn(pair: number, value: number, gains: readonly [number, number]): void {
    const record = this.#records.get(pair) ?? { sum: [0, 0], count: [0, 0] };
    this.#records.set(pair, record);
    for (const side of [0, 1] as const) {
      const unit = gains[side] / Math.max(1e-6, side === 0 ? value : 1 - value);
      for (const own of [record, this.#all]) {
        own.sum[side] += unit;
        own.count[side] += 1;
      }
    }
  }

  isReliable(pair: number): boolean {
    const record = this.#records.get(pair);
    return record !== undefined && Math.min(...record.count) >= RELIABLE;
  }

  score(pair: number, value: number): number {
    const record = this.#records.get(pair) ?? this.#all;
    const unit = (side: 0 | 1) => (record.count[side] > 0 ? record.sum[side] / record.count[side] : 1);
    return scoreOf([unit(0) * value, unit(1) * (1 - value)]);
  }
}

/** The product of both gains: a cut is as good as its worse half, but not only that. */
export function scoreOf(gains: readonly [number, number]): number {
  return Math.max(gains[0], LEAST) * Math.max(gains[1], LEAST);
}
