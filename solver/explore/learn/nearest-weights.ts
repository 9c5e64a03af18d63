import type { LinearEngine } from '../../engines/linear-engine.ts';
import { RowBuilder } from '../../engines/linear-model.ts';

/** What another match has more than the one that shall be best, criterion by criterion, in points. */
export type Cut = Float64Array;

/** Weights of 0 make every match the best: they have to sum up to one weight at least. */
const LEAST_SUM = 10;
/** A weight of 10. */
export const MOST_TENTHS = 100;
/** What a linear engine may leave out, in normed units. */
const TOLERANCE = 1e-6;

/** Weights in tenths, with the objective that they reach. */
export interface FoundWeights {
  readonly tenths: Float64Array;
  readonly objective: number;
}

/**
 * The weights nearest to the present ones in the sum of changes under which no cut gains: d w <= -margin |d|_1, so that weights that differ
 * from these by `margin` at most each, as rounded ones do, lose to no cut either. Undefined where there are none.
 */
export function nearestWeights(
  engine: LinearEngine,
  now: readonly number[],
  cuts: readonly Cut[],
  margin: number,
): FoundWeights | undefined {
  const model = new WeightsModel(now);
  model.sumWithin(LEAST_SUM, Infinity);
  for (const cut of cuts) model.cut(cut, -margin, 0);
  return model.nearest(engine);
}

/**
 * Weights with the present sum under which the best cut gains least; of these the nearest to the present ones. The objective of the answer is
 * the sum of changes. (Inverse optimisation with a loss: Ahuja and Orlin 2001; Chan, Lee and Terekhov 2019.)
 */
export function weightsOfLeastLoss(
  engine: LinearEngine,
  now: readonly number[],
  cuts: readonly Cut[],
): FoundWeights {
  const sum = Math.max(
    LEAST_SUM,
    now.reduce((total, weight) => total + weight, 0),
  );
  const least = new WeightsModel(now);
  least.sumWithin(sum, sum);
  for (const cut of cuts) least.cut(cut, 0, 1);
  const loss = least.leastLoss(engine);
  const model = new WeightsModel(now);
  model.sumWithin(sum, sum);
  for (const cut of cuts) model.cut(cut, (loss + TOLERANCE) / lengthOf(cut), 0);
  return model.nearest(engine) ?? { tenths: Float64Array.from(now), objective: 0 };
}

function lengthOf(cut: Cut): number {
  return cut.reduce((sum, difference) => sum + Math.abs(difference), 0);
}

/** Columns: the weights, how far each lies above and below the present one, the loss. */
class WeightsModel {
  readonly #now: readonly number[];
  readonly #rows = new RowBuilder();

  constructor(now: readonly number[]) {
    this.#now = now;
    for (const [criterion, weight] of now.entries()) {
      this.#rows.entry(criterion, 1);
      this.#rows.entry(now.length + criterion, -1);
      this.#rows.entry(2 * now.length + criterion, 1);
      this.#rows.end(weight, weight);
    }
  }

  sumWithin(lower: number, upper: number): void {
    for (let criterion = 0; criterion < this.#now.length; criterion += 1) this.#rows.entry(criterion, 1);
    this.#rows.end(lower, upper);
  }

  /** d w - share of the loss <= most, in units of |d|_1: the engine's tolerance is absolute. */
  cut(cut: Cut, most: number, lossShare: number): void {
    const length = lengthOf(cut);
    for (const [criterion, difference] of cut.entries())
      if (difference !== 0) this.#rows.entry(criterion, difference / length);
    if (lossShare > 0) this.#rows.entry(3 * this.#now.length, -lossShare / length);
    this.#rows.end(-Infinity, most);
  }

  nearest(engine: LinearEngine): FoundWeights | undefined {
    const count = this.#now.length;
    const objective = new Float64Array(3 * count + 1).fill(-1, count, 3 * count);
    return this.#solve(engine, objective);
  }

  leastLoss(engine: LinearEngine): number {
    const objective = new Float64Array(3 * this.#now.length + 1);
    objective[3 * this.#now.length] = -1;
    return this.#solve(engine, objective)?.objective ?? 0;
  }

  #solve(engine: LinearEngine, objective: Float64Array): FoundWeights | undefined {
    const count = this.#now.length;
    const upper = new Float64Array(objective.length).fill(Infinity).fill(MOST_TENTHS, 0, count);
    const { status, values } = engine.relax(this.#rows.finish(objective, upper), Infinity);
    if (status !== 'optimal') return undefined;
    let reached = 0;
    for (let column = 0; column < objective.length; column += 1)
      reached -= (objective[column] as number) * (values[column] as number);
    return { tenths: values.slice(0, count), objective: reached };
  }
}
