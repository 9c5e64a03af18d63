import type { AssignmentProblem } from './problem.ts';

/** Share of the variance within the rows that a scale must explain for its prices to be a good start. */
const EXPLAINED = 0.5;
/** One of so many rows is asked whether it is worth asking all. */
const STRIDE = 16;

/**
 * Prices to start from where all want the same few columns: w_ij is about b_i + a_i q_j, with a quality for each column and a need for each row.
 * Were it so exactly, the greatest needs would get the best qualities, and a column would cost more than the next worse one by what the
 * quality between them is worth at the margin (differential rents: Ricardo 1817; Sattinger 1979; for the assignment Hoffman 1963). Undefined
 * where worths are not like that. Fractions: a guess, on which nothing but time depends.
 */
export function rentPrices(problem: AssignmentProblem, rowOf: Int32Array): Float64Array | undefined {
  const sample = new Scale(problem, STRIDE);
  if (sample.explained < EXPLAINED) return undefined;
  const scale = new Scale(problem, 1);
  return scale.explained < EXPLAINED ? undefined : assortativePrices(problem, scale, rowOf);
}

/** The quality of columns and the need of rows by alternating least squares, begun at the columns' mean worths. */
class Scale {
  readonly quality: Float64Array;
  readonly need: Float64Array;
  /** Share of the variance within rows. */
  readonly explained: number;
  readonly #problem: AssignmentProblem;
  readonly #stride: number;
  readonly #offset: Float64Array;

  /** Of every row whose number the stride divides. */
  constructor(problem: AssignmentProblem, stride: number) {
    this.#problem = problem;
    this.#stride = stride;
    this.need = new Float64Array(problem.demand.length).fill(1);
    this.#offset = new Float64Array(problem.demand.length);
    this.quality = new Float64Array(problem.capacity.length);
    this.#fitQuality();
    const first = this.#fitNeed();
    if (first < EXPLAINED || first > 1 - Number.EPSILON * 2 ** 20) {
      this.explained = first;
      return;
    }
    this.#fitQuality();
    this.explained = this.#fitNeed();
  }

  /** The best qualities for the needs. */
  #fitQuality(): void {
    const { starts, column, worth, demand } = this.#problem;
    const sum = new Float64Array(this.quality.length);
    const weight = new Float64Array(this.quality.length);
    for (let row = 0; row < demand.length; row += this.#stride) {
      const need = this.need[row] as number;
      const offset = this.#offset[row] as number;
      for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1) {
        const to = column[edge] as number;
        sum[to] = (sum[to] as number) + need * ((worth[edge] as number) - offset);
        weight[to] = (weight[to] as number) + need * need;
      }
    }
    for (let to = 0; to < sum.length; to += 1)
      this.quality[to] = (weight[to] as number) > 0 ? (sum[to] as number) / (weight[to] as number) : 0;
  }

  /** Each row's regression of worths on qualities; says which share of the variance they explain. */
  #fitNeed(): number {
    const { starts, column, worth, demand } = this.#problem;
    let [variance, explained] = [0, 0];
    for (let row = 0; row < demand.length; row += this.#stride) {
      const [begin, end] = [starts[row] as number, starts[row + 1] as number];
      if (begin === end) continue;
      let [q, w, qq, qw, ww] = [0, 0, 0, 0, 0];
      for (let edge = begin; edge < end; edge += 1) {
        const quality = this.quality[column[edge] as number] as number;
        const value = worth[edge] as number;
        q += quality;
        w += value;
        qq += quality * quality;
        qw += quality * value;
        ww += value * value;
      }
      const count = end - begin;
      const spread = qq - (q * q) / count;
      const common = qw - (q * w) / count;
      const need = spread > 0 ? common / spread : 0;
      this.need[row] = need;
      this.#offset[row] = (w - need * q) / count;
      variance += ww - (w * w) / count;
      explained += need * common;
    }
    return variance > 0 ? explained / variance : 0;
  }
}

/** From the worst column that is taken, at price 0, up: each step costs what the holder below would give for it. */
function assortativePrices(
  { capacity }: AssignmentProblem,
  { quality, need }: Scale,
  rowOf: Int32Array,
): Float64Array {
  const units = rowOf.toSorted(
    (one, other) => (need[other] as number) - (need[one] as number) || one - other,
  );
  const columns = Int32Array.from(capacity.keys()).sort(
    (one, other) => (quality[other] as number) - (quality[one] as number) || one - other,
  );
  /** The first unit that finds no room in the columns up to this one. */
  const nextUnit = new Int32Array(columns.length);
  let [taken, unit] = [0, 0];
  while (taken < columns.length && unit < units.length) {
    unit += capacity[columns[taken] as number] as number;
    nextUnit[taken] = unit;
    taken += 1;
  }
  const prices = new Float64Array(capacity.length);
  let price = 0;
  for (let place = taken - 2; place >= 0; place -= 1) {
    const [better, worse] = [columns[place] as number, columns[place + 1] as number];
    const step = (quality[better] as number) - (quality[worse] as number);
    price += step * (need[units[nextUnit[place] as number] as number] as number);
    prices[better] = Math.round(price);
  }
  return prices;
}
