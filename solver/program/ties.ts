import { exchangeable } from './exchangeable.ts';
import type { Exchangeable } from './exchangeable.ts';
import { gathered, identity } from './columns.ts';
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
  const { participants, mentors } = face;
  const choices = {
    program: face,
    x,
    people: { participants: identity(participants.max.length), mentors: identity(mentors.max.length) },
  };
  if (!baseline) return byLots(choices, rule, 0);
  const shared = ({ pairs }: Exchangeable) => gathered(new Float64Array(pairs.length), baseline, pairs);
  return decided(choices, rule, shared, (left) => byLots(left, rule, 0));
}

/** Some choices of the face, those of a program, and one of them; its people by their numbers in the face. */
interface Choices {
  readonly program: Program;
  readonly x: Choice;
  readonly people: Pick<Exchangeable, 'participants' | 'mentors'>;
}

function byLots(choices: Choices, rule: TieRule, draw: number): Choice {
  if (draw === MOST_DRAWS) return choices.x;
  const lots = ({ program }: Exchangeable, { participants, mentors }: Choices['people']) =>
    rule.lots.draw(draw, among(participants, program.participant), among(mentors, program.mentor));
  return decided(choices, rule, lots, (left) => byLots(left, rule, draw + 1));
}

/** Takes what is worth most by an objective; `further` decides between what is worth as much. */
function decided(
  { program: whole, x, people }: Choices,
  { maximise }: TieRule,
  objectiveOf: (left: Exchangeable, people: Choices['people']) => Float64Array,
  further: (left: Choices) => Choice,
): Choice {
  const left = exchangeable(whole, x);
  if (!left) return x;
  const own = {
    participants: among(people.participants, left.participants),
    mentors: among(people.mentors, left.mentors),
  };
  const program = withoutFullMinima(withObjective(left.program, objectiveOf(left, own)));
  const maximum = maximise(program);
  if (!maximum.best) return x;
  const { value, x: best } = maximum.best;
  const settled = further({ program: narrowed(program, value, maximum).program, x: best, people: own });
  const all = x.slice();
  for (let place = 0; place < settled.length; place += 1)
    all[left.pairs[place] as number] = settled[place] as number;
  return all;
}

function among(numbers: Int32Array, places: Int32Array): Int32Array {
  return gathered(new Int32Array(places.length), numbers, places);
}
