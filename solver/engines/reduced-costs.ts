import type { WholePrices } from '../program/prices.ts';
import { withColumns } from './linear-model.ts';
import type { LinearModel, SingleColumn } from './linear-model.ts';
import type { Restriction } from './restriction.ts';

/**
 * The same program with the objective written as what is lost against the bound. With any prices p of the rows,
 *
 *   c x = sum over rows p (upper - slack) or p (lower + surplus)  +  sum over pairs (c - p A) x,
 *
 * so each row with a price becomes an equation with a slack column of the objective -|p|, and the constant is dropped. Good prices
 * make all numbers small: engines prune with a relative tolerance of 1e-7, and above 1e6 that is more than one unit of score.
 * The prices are rounded at scale 1, so the objective stays whole.
 */
export function inReducedCosts({ model, owners }: Restriction, prices: WholePrices): LinearModel {
  const people = prices.participants.length + prices.mentors.length;
  const all = new Float64Array(people + prices.rows.length);
  all.set(prices.participants);
  all.set(prices.mentors, prices.participants.length);
  all.set(prices.rows, people);
  const objective = model.objective.slice();
  const rowLower = model.rowLower.slice();
  const rowUpper = model.rowUpper.slice();
  const slacks: SingleColumn[] = [];
  for (let row = 0; row < owners.length; row += 1) {
    const price = Math.round((all[owners[row] as number] as number) / prices.scale);
    const tight = (price > 0 ? rowUpper[row] : rowLower[row]) as number;
    if (price === 0 || !Number.isFinite(tight)) continue;
    for (let entry = model.starts[row] as number; entry < (model.starts[row + 1] as number); entry += 1) {
      const column = model.columns[entry] as number;
      objective[column] = (objective[column] as number) - price * (model.values[entry] as number);
    }
    const upper = (rowUpper[row] as number) - (rowLower[row] as number);
    if (upper > 0) slacks.push({ row, value: Math.sign(price), objective: -Math.abs(price), upper });
    rowLower[row] = tight;
    rowUpper[row] = tight;
  }
  return withColumns({ ...model, objective, rowLower, rowUpper }, slacks);
}
