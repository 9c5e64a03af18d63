import { narrowed } from './narrowing.ts';
import type { FirmGround } from './ground.ts';
import { maximiseOn } from './ground.ts';
import { earliestChoice } from './earliest.ts';
import { isPure, withObjective } from './program.ts';
import type { Choice, Program } from './program.ts';

/**
 * The choice among all that are equally good, which the ground's program is exactly where it is pure: the one that shares most pairs with the
 * baseline, of these the one that takes the earliest pairs. A choice and not a goal, so nothing is proven of it. Where quotas are left,
 * or a level is not proven, the choice stays.
 */
export function settleTies(ground: FirmGround, baseline: Choice | undefined): Choice {
  if (ground.frozen || !isPure(ground.program)) return ground.x;
  if (!baseline) return earliestChoice(ground.program, ground.x);
  const objective = sharedWith(baseline, ground);
  const maximum = maximiseOn(ground, objective, { value: -1, start: ground.x });
  const { best, bound } = maximum;
  if (!best || best.value < bound) return ground.x;
  const face = narrowed(withObjective(ground.program, objective), best.value, maximum);
  return face.isExact ? earliestChoice(face.program, best.x) : best.x;
}

function sharedWith(
  baseline: Choice,
  { pairs, program }: { pairs: Int32Array | undefined; program: Program },
) {
  return Float64Array.from(
    program.fixed,
    (_, pair) => baseline[pairs ? (pairs[pair] as number) : pair] as number,
  );
}
