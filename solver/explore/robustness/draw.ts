import { uniform } from '../uniform.ts';
import type { Multipliers } from '../weights/weighed-program.ts';
import { MOST_TENTHS } from '../weights/weighing.ts';

/** Drawn weights are whole in hundredths of a tenth. */
const PARTS = 100;

/**
 * The weighting of one draw: each weight times a factor of its own, log-uniform between 1 - spread and 1 / (1 - spread), at most 10, in whole
 * thousandths of a weight. A weight of 0 stays 0. The same seed, draw and criterion give the same factor, whatever else is drawn.
 */
export function drawnMultipliers(
  tenths: Multipliers,
  seed: number,
  draw: number,
  spread: number,
): Multipliers {
  const reach = -Math.log(1 - spread);
  return tenths.map((weight, criterion) => {
    const factor = Math.exp((2 * uniform(seed, draw, criterion) - 1) * reach);
    return Math.min(MOST_TENTHS * PARTS, Math.round(weight * PARTS * factor));
  });
}
