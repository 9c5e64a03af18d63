import { exchangeable } from './exchangeable.ts';
import type { Exchangeable } from './exchangeable.ts';
import { gathered } from './columns.ts';
import { withoutFullMinima } from './full-mentors.ts';
import type { Lots } from './lots.ts';
import { narrowed } from './narrowing.ts';
import type { Maximise } from './maximum.ts';
import { withObjective } from './program.ts';
import type { Choice, Program } from './program.ts';

/** How it is decided between equally good choices. */
export interface TieRule {
  /** Solves pure programs; the same for all engines, so that they choose alike. */
  readonly maximise: Maximise;
  readonly lots: Lots;
}

/** That so many draws leave a tie is as good as impossible. */
const MOST_DRAWS = 8;

/**
 * The choice among all of a pure program, one of which is given: the one that shares most pairs with the baseline where there is one, of these the one
 * with the largest sum of lots. A choice and not a goal, so nothing is proven of it. What does not differ between the choices is left out
 * first, so it costs as much as there is to choose from.
 */
export function settleTies(face: Program, x: Choice, rule: TieRule, baseline?: Choice): Choice {
  if (!baseline) return byLots(face, x, rule, 0);
  const shared = ({ pairs }: Exchangeable) => gathered(new Float64Array(pairs.length), baseline, pairs);
  return decided(face, x, rule, shared, (left, best) => byLots(left, best, rule, 0));
}

function byLots(face: Program, x: Choice, rule: TieRule, draw: number): Choice {
  if (draw === MOST_DRAWS) return x;
  const lots = ({ program: { participant, mentor } }: Exchangeable) =>
    rule.lots.draw(draw, participant, mentor);
  return decided(face, x, rule, lots, (left, best) => byLots(left, best, rule, draw + 1));
}

/** Takes what is worth most by an objective; `further` decides between what is worth as much. */
function decided(
  face: Program,
  x: Choice,
  { maximise }: TieRule,
  objectiveOf: (left: Exchangeable) => Float64Array,
  further: (left: Program, best: Choice) => Choice,
): Choice {
  const left = exchangeable(face, x);
  if (!left) return x;
  const program = withoutFullMinima(withObjective(left.program, objectiveOf(left)));
  const maximum = maximise(program);
  if (!maximum.best) return x;
  const { value, x: best } = maximum.best;
  const settled = further(narrowed(program, value, maximum).program, best);
  const all = x.slice();
  for (let place = 0; place < settled.length; place += 1)
    all[left.pairs[place] as number] = settled[place] as number;
  return all;
}
