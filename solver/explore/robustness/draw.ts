import { uniform } from '../uniform.ts';
import type { Multipliers } from '../weights/weighed-program.ts';
import { MOST_THOUSANDTHS } from '../../contract/policy/criteria.ts';

/**
 * The weighting of one draw: each weight times a factor of its own, log-uniform between 1 - spread and 1 / (1 - spread), at most 10, in whole
 * thousandths of a weight. A weight of 0 stays 0. The same seed, draw and criterion give the same factor, whatever else is drawn.
 */
export function drawnMultipliers(
  thousandths: Multipliers,
  seed: number,
  draw: number,
  spread: number,
): Multipliers {
  const reach = -Math.log(1 - spread);
  return thousandths.map((weight, criterion) => {
    const factor = Math.exp((2 * uniform(seed, draw, criterion) - 1) * reach);
    return Math.min(MOST_THOUSANDTHS, Math.round(weight * factor));
  });
}
