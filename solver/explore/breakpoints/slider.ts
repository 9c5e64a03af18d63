import { greatestCommonDivisor } from '../weights/fraction.ts';
import { WeighedProgram } from '../weights/weighed-program.ts';
import type { WeighedCriterion } from '../weights/weighing.ts';

/** The same matches with all criteria but one in one column: weights are [of the others together, of the one]. */
export interface Slider {
  readonly program: WeighedProgram;
  /** Tenths x points of the others are this times the first column. */
  readonly unit: number;
}

/** One criterion moves, the others keep their weights. Linear in pairs x criteria. */
export function sliderOf({ weighing, face }: WeighedProgram, moving: WeighedCriterion): Slider {
  const others = weighing.criteria.filter((criterion) => criterion !== moving && criterion.tenths > 0);
  const unit = others.reduce((divisor, { tenths }) => greatestCommonDivisor(divisor, tenths), 0) || 1;
  const points = new Int32Array(weighing.problem.pairs.participant.length);
  for (const { tenths, points: own } of others)
    for (let pair = 0; pair < points.length; pair += 1)
      points[pair] = (points[pair] as number) + (tenths / unit) * (own[pair] as number);
  const together = { id: 'others', label: 'The others', tenths: unit, points };
  return { unit, program: new WeighedProgram({ ...weighing, criteria: [together, moving] }, face) };
}
