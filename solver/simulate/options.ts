import type { ValueList } from '../contract/programme/fields.ts';
import { holds } from './conditions.ts';
import type { Answers } from './conditions.ts';
import type { RecipeOf } from './profile.ts';
import type { Random } from './random.ts';

/** Distinct options in the order drawn, so that the likelier ones tend to come first. */
export function drawOptions(
  random: Random,
  recipe: RecipeOf<'options'>,
  list: ValueList,
  answers: Answers,
  count: number,
): string[] {
  const ids = list.options.map(({ id }) => id);
  const weights = weightsFor(recipe, ids, answers);
  const chosen: string[] = [];
  const take = (index: number) => {
    chosen.push(ids[index] as string);
    weights[index] = 0;
  };
  const copied = copiedOption(random, recipe, answers);
  if (copied !== undefined && count > 0 && ids.includes(copied)) take(ids.indexOf(copied));
  while (chosen.length < count) {
    const index = random.weighted(weights);
    if (index < 0) break;
    take(index);
  }
  return chosen;
}

function weightsFor(recipe: RecipeOf<'options'>, ids: readonly string[], answers: Answers): number[] {
  const held = recipe.given.filter((given) => holds(answers, given.if));
  return ids.map((id) =>
    held.reduce((weight, { times }) => weight * (times[id] ?? 1), recipe.weights[id] ?? 1),
  );
}

function copiedOption(random: Random, recipe: RecipeOf<'options'>, answers: Answers): string | undefined {
  if (recipe.copies === undefined || !random.chance(recipe.copies.chance)) return undefined;
  const answer = answers[recipe.copies.field];
  return typeof answer === 'string' ? answer : undefined;
}
