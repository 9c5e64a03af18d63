import type { Gazetteer } from './gazetteer.ts';
import type { RecipeOf, Workplace } from './profile.ts';
import type { Random } from './random.ts';

/** An employer with what follows from it: the place it stands in and its option. */
export function drawWorkplace(
  random: Random,
  recipe: RecipeOf<'workplace'>,
  workplaces: readonly Workplace[],
  gazetteer: Gazetteer,
): (readonly [field: string, answer: string | undefined])[] {
  const workplace = workplaces[random.weighted(workplaces.map(({ weight }) => weight))];
  const place = workplace && gazetteer.drawPlace(random, workplace.places);
  if (workplace === undefined || place === undefined) return [];
  const name = workplace.name?.replaceAll(/\{([^{}]+)\}/g, (_, key: string) =>
    key === 'place' ? place.label : (gazetteer.regionLabel(place, key) ?? ''),
  );
  return [
    [recipe.field, name],
    [recipe.placeField, place.id],
    [recipe.optionField, workplace.option],
  ];
}
