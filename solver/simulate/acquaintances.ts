import type { Application } from '../contract/cohort.ts';
import { personName } from '../contract/programme/person-name.ts';
import type { Form } from '../contract/programme/programme.ts';
import { isAnswered } from './person.ts';
import type { Recipe, RecipeOf } from './profile.ts';
import type { Random } from './random.ts';

/** Adds the answers in which a person names people or employers of the other side. */
export function nameOthers(
  random: Random,
  person: Application,
  recipes: readonly Recipe[],
  others: readonly Application[],
  otherForm: Form,
): void {
  for (const recipe of recipes) {
    if (recipe.kind !== 'people' || !isAnswered(random, recipe, person.values)) continue;
    const named = drawOthers(random, recipe, others, otherForm);
    if (named.length > 0) person.values[recipe.field] = named;
  }
}

function drawOthers(
  random: Random,
  recipe: RecipeOf<'people'>,
  others: readonly Application[],
  form: Form,
): string[] {
  const wanted = random.weighted(recipe.counts);
  const named = new Set<string>();
  for (let draw = 0; draw < wanted && others.length > 0; draw += 1) {
    const other = others[random.whole(0, others.length - 1)] as Application;
    const manner = random.weighted([recipe.name, recipe.key, recipe.employer]);
    const words = [
      personName(form, other),
      other.values[form.keyField],
      form.employerField && other.values[form.employerField],
    ][manner];
    if (typeof words === 'string' && words !== '') named.add(words);
  }
  return [...named];
}
