import type { Known, Maximum } from '../../program/maximum.ts';
import { narrowed } from '../../program/narrowing.ts';
import { EMPTY_ROW, withObjective } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import { QuotaSearch } from './quota-search.ts';
import type { Shop } from './shop.ts';

/**
 * Maximises a program with rows. `problem` is what it came from, with the total score as its objective: where a program counts pairs,
 * the first choice of the largest size is one of a good score.
 */
export function maximiseWithQuotas(shop: Shop, problem: Program, program: Program, known?: Known): Maximum {
  if (program.participant === problem.participant && countsPairs(program)) {
    const counted = countedOnFace(shop, problem, program, known);
    if (counted) return counted;
  }
  const search = new QuotaSearch(shop, program, known);
  const maximum = search.run();
  shop.memory.prices = search.prices ?? shop.memory.prices;
  return maximum;
}

function countsPairs({ objective }: Program): boolean {
  return objective.length > 0 && objective.every((worth) => worth === 1);
}

/**
 * As many pairs as the limits alone allow, by a search for score on the face of those matches: what it finds keeps the rows and reaches the
 * bound. Undefined where it finds nothing.
 */
function countedOnFace(shop: Shop, problem: Program, program: Program, known?: Known): Maximum | undefined {
  const pure = { ...program, rows: program.rows.map(() => EMPTY_ROW) };
  const { best, bound, proof } = maximiseByFlow(pure);
  if (!best) return { best: undefined, bound, proof };
  if (known && bound <= known.value)
    return { best: known.x && { x: known.x, value: known.value }, bound, proof };
  const face = withObjective(narrowed(program, bound, { proof }).program, problem.objective);
  const search = new QuotaSearch(shop, face);
  const found = search.first();
  shop.memory.prices = search.prices ?? shop.memory.prices;
  if (!found) return undefined;
  known?.listener?.({ x: found.x, value: bound }, bound);
  return { best: { x: found.x, value: bound }, bound, proof };
}
