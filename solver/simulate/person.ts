import type { Answer, Application } from '../contract/cohort.ts';
import { personName } from '../contract/programme/person-name.ts';
import { listOf } from '../contract/programme/programme.ts';
import type { Form, Programme } from '../contract/programme/programme.ts';
import { holds } from './conditions.ts';
import type { Answers } from './conditions.ts';
import type { Gazetteer } from './gazetteer.ts';
import { drawNumber, withinField } from './numbers.ts';
import { drawOptions } from './options.ts';
import type { Names, Recipe, RecipeOf, Workplace } from './profile.ts';
import type { Random } from './random.ts';
import { drawText } from './texts.ts';
import { drawWorkplace } from './workplaces.ts';

/** What all people of one side have in common. */
export interface Setting {
  programme: Programme;
  form: Form;
  recipes: readonly Recipe[];
  names: Names;
  workplaces: readonly Workplace[];
  gazetteer: Gazetteer;
  /** An address for this display name that nobody else has. */
  newAddress: (name: string) => string;
}

/** One person with all answers but those that name other people. */
export function drawPerson(random: Random, setting: Setting, id: string): Application {
  const person: Application = { id, values: {} };
  for (const recipe of setting.recipes) {
    if (recipe.kind === 'people' || !isAnswered(random, recipe, person.values)) continue;
    for (const [field, answer] of drawAnswers(random, recipe, setting, person)) {
      if (answer !== undefined && !isEmpty(answer)) person.values[field] = answer;
    }
  }
  return person;
}

/** Whether this person is asked and does not leave it out. */
export function isAnswered(random: Random, recipe: Recipe, answers: Answers): boolean {
  if (recipe.onlyIf !== undefined && !holds(answers, recipe.onlyIf)) return false;
  return !random.chance(recipe.missing);
}

type Drawn = readonly (readonly [field: string, answer: Answer | undefined])[];

function drawAnswers(
  random: Random,
  recipe: Exclude<Recipe, RecipeOf<'people'>>,
  setting: Setting,
  person: Application,
): Drawn {
  if (recipe.kind === 'workplace')
    return drawWorkplace(random, recipe, setting.workplaces, setting.gazetteer);
  return [[recipe.field, drawAnswer(random, recipe, setting, person)]];
}

function drawAnswer(
  random: Random,
  recipe: Exclude<Recipe, RecipeOf<'people'> | RecipeOf<'workplace'>>,
  setting: Setting,
  person: Application,
): Answer | undefined {
  const { programme, form, gazetteer } = setting;
  const answers = person.values;
  switch (recipe.kind) {
    case 'options':
      return chosen(random, recipe, setting, answers);
    case 'number': {
      const field = form.fields.find(({ id }) => id === recipe.field);
      return field && drawNumber(random, recipe, field, answers);
    }
    case 'count': {
      const field = form.fields.find(({ id }) => id === recipe.field);
      return field && withinField(random.weighted(recipe.counts), field);
    }
    case 'year':
      return programme.cycle - random.weighted(recipe.ago);
    case 'yes-no':
      return random.chance(recipe.yes);
    case 'text':
      return drawText(random, recipe, programme, form, answers);
    case 'name':
      return drawName(random, setting.names, recipe.part);
    case 'email':
      return setting.newAddress(personName(form, person));
    case 'place':
      return gazetteer.drawPlace(random, [])?.id;
    case 'postcode': {
      const place = recipe.placeField === undefined ? undefined : answers[recipe.placeField];
      return gazetteer.drawPostcode(random, typeof place === 'string' ? place : undefined);
    }
  }
}

function chosen(
  random: Random,
  recipe: RecipeOf<'options'>,
  { programme, form }: Setting,
  answers: Answers,
): Answer | undefined {
  const field = form.fields.find(({ id }) => id === recipe.field);
  const list = field && listOf(programme, field);
  if (field === undefined || list === undefined) return undefined;
  if (field.kind === 'choice') return drawOptions(random, recipe, list, answers, 1)[0];
  const ids = drawOptions(random, recipe, list, answers, random.weighted(recipe.counts));
  if (field.kind === 'ranking') return ids;
  const places = list.options.map(({ id }) => id);
  return ids.sort((a, b) => places.indexOf(a) - places.indexOf(b));
}

function drawName(random: Random, names: Names, part: RecipeOf<'name'>['part']): string {
  const first = names.first[random.whole(0, names.first.length - 1)] as string;
  const last = names.last[random.whole(0, names.last.length - 1)] as string;
  return { full: `${first} ${last}`, first, last }[part];
}

function isEmpty(answer: Answer): boolean {
  return typeof answer !== 'number' && typeof answer !== 'boolean' && answer.length === 0;
}
