import type { Field } from '../contract/programme/fields.ts';
import { holds } from './conditions.ts';
import type { Answers } from './conditions.ts';
import type { RecipeOf } from './profile.ts';
import type { Random } from './random.ts';

/** A number in the recipe's steps, kept within the field's own limits. */
export function drawNumber(
  random: Random,
  recipe: RecipeOf<'number'>,
  field: Field,
  answers: Answers,
): number | undefined {
  const unit = recipe.shareOf === undefined ? 1 : answers[recipe.shareOf];
  if (typeof unit !== 'number') return undefined;
  const shift = recipe.given.reduce((sum, given) => sum + (holds(answers, given.if) ? given.plus : 0), 0);
  const drawn = triangular(random.next(), recipe.min, recipe.mode, recipe.max) * unit + shift;
  return withinField(Math.round(drawn / recipe.step) * recipe.step, field);
}

/** A number brought into the range of its field, whole where the field asks for whole numbers. */
export function withinField(value: number, field: Field): number {
  if (field.kind !== 'number') return value;
  const bounded = Math.min(Math.max(value, field.min ?? value), field.max ?? value);
  return field.whole ? Math.round(bounded) : bounded;
}

/** Inverse of the triangular distribution function. */
function triangular(share: number, min: number, mode: number, max: number): number {
  if (max <= min) return min;
  const turn = (mode - min) / (max - min);
  if (share < turn) return min + Math.sqrt(share * (max - min) * (mode - min));
  return max - Math.sqrt((1 - share) * (max - min) * (max - mode));
}
