import { describe, expect, it } from 'vitest';
import { fieldOf, listOf } from '#solver/contract/programme/programme.ts';
import { SHIPPED_PROGRAMMES } from '#solver/contract/programme/shipped.ts';
import type { Condition, Recipe } from '#solver/simulate/profile.ts';
import { profileOf } from '#solver/simulate/profiles.ts';

/** The kinds of fields that each kind of recipe can answer. */
const ANSWERS: Record<Recipe['kind'], readonly string[]> = {
  options: ['choice', 'choices', 'ranking'],
  number: ['number'],
  year: ['number'],
  count: ['number'],
  'yes-no': ['yesNo'],
  text: ['text', 'longText'],
  name: ['name'],
  email: ['email'],
  people: ['people'],
  place: ['place'],
  postcode: ['postcode'],
  workplace: ['text'],
};

function conditionsOf(recipe: Recipe): Condition[] {
  const given = 'given' in recipe ? recipe.given.map((entry) => entry.if) : [];
  const phrases = 'phrases' in recipe ? recipe.phrases.flatMap((phrase) => phrase.if ?? []) : [];
  return [...given, ...phrases, ...(recipe.onlyIf ? [recipe.onlyIf] : [])];
}

function optionsNamed(recipe: Recipe): string[] {
  if (recipe.kind !== 'options') return [];
  return [...Object.keys(recipe.weights), ...recipe.given.flatMap(({ times }) => Object.keys(times))];
}

function placeholders(recipe: Recipe): string[] {
  if (recipe.kind !== 'text') return [];
  return recipe.phrases.flatMap(({ text }) =>
    [...text.matchAll(/\{([^{}.]+)/g)].map(([, field]) => field ?? ''),
  );
}

const profiles = SHIPPED_PROGRAMMES.flatMap((programme) => {
  const profile = profileOf(programme.id);
  return profile ? [{ programme, profile }] : [];
});

it('there is a profile for the Minnesota programme', () => {
  expect(profiles.map(({ programme }) => programme.id)).toEqual(['minnesota']);
});

describe.each(profiles)('the profile of $programme.id', ({ programme, profile }) => {
  it.each(['participant', 'mentor'] as const)('answers fields of the %s form in their own kind', (side) => {
    for (const recipe of profile[side])
      expect(ANSWERS[recipe.kind], recipe.field).toContain(fieldOf(programme, side, recipe.field)?.kind);
  });

  it.each(['participant', 'mentor'] as const)('answers every field of the %s form once', (side) => {
    const answered = profile[side].flatMap((recipe) =>
      recipe.kind === 'workplace' ? [recipe.field, recipe.placeField, recipe.optionField] : [recipe.field],
    );
    expect(answered.sort()).toEqual(programme[side].fields.map(({ id }) => id).sort());
  });

  it.each(['participant', 'mentor'] as const)('looks only at what a %s has answered before', (side) => {
    const before = new Set<string>();
    let looks = 0;
    for (const recipe of profile[side]) {
      const copied = 'copies' in recipe && recipe.copies ? [recipe.copies.field] : [];
      for (const field of [
        ...conditionsOf(recipe).map((condition) => condition.field),
        ...placeholders(recipe),
        ...copied,
      ]) {
        looks += 1;
        expect(before, `${recipe.field} looks at ${field}`).toContain(field);
      }
      before.add(recipe.field);
      if (recipe.kind === 'workplace') before.add(recipe.placeField).add(recipe.optionField);
    }
    expect(looks).toBeGreaterThan(50);
  });

  it.each(['participant', 'mentor'] as const)(
    'names only options that the lists of the %s form have',
    (side) => {
      for (const recipe of profile[side]) {
        const field = fieldOf(programme, side, recipe.field);
        const offered = field && listOf(programme, field)?.options.map(({ id }) => id);
        for (const option of optionsNamed(recipe)) expect(offered, recipe.field).toContain(option);
        for (const condition of conditionsOf(recipe)) {
          const asked = fieldOf(programme, side, condition.field);
          const list = asked && listOf(programme, asked);
          if (list && 'value' in condition)
            expect(list.options.map(({ id }) => id)).toContain(condition.value);
        }
      }
    },
  );

  it('puts workplaces where there are places, under options that exist', () => {
    const places = new Set(programme.geography.places.map(({ id }) => id));
    const recipe = profile.mentor.find(({ kind }) => kind === 'workplace');
    const field = recipe?.kind === 'workplace' && fieldOf(programme, 'mentor', recipe.optionField);
    const offered = (field && listOf(programme, field)?.options.map(({ id }) => id)) || [];
    for (const workplace of profile.workplaces) {
      expect(offered).toContain(workplace.option);
      for (const place of workplace.places) expect(places).toContain(place);
    }
  });
});
