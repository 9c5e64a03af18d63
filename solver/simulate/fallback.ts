import type { Field, FieldKind } from '../contract/programme/fields.ts';
import type { Form } from '../contract/programme/programme.ts';
import { recipeSchema } from './profile.ts';
import type { Profile, Recipe } from './profile.ts';
import type { Side } from '../contract/identifier.ts';

/** Share of people who leave out a question that is not required, where no profile says otherwise. */
const MISSING = 0.1;
/** Kinds that are made of other answers, which therefore come first. */
const DERIVED: readonly FieldKind[] = ['email', 'postcode', 'longText'];

/** One recipe for every field of a form: the profile's, in its order, then one by field kind for what it leaves out. */
export function recipesFor(form: Form, side: Side, profile: Profile | undefined): Recipe[] {
  const written = profile?.[side] ?? [];
  const covered = new Set(written.flatMap(fieldsOf));
  const open = form.fields.filter(({ id }) => !covered.has(id));
  const ordered = [...open.filter((field) => !isDerived(field)), ...open.filter(isDerived)];
  return [...written, ...ordered.map((field) => recipeSchema.parse(recipeByKind(field, form)))];
}

function isDerived(field: Field): boolean {
  return DERIVED.includes(field.kind);
}

function fieldsOf(recipe: Recipe): string[] {
  return recipe.kind === 'workplace' ? [recipe.field, recipe.placeField, recipe.optionField] : [recipe.field];
}

function recipeByKind(field: Field, form: Form): object {
  const identifies = field.id === form.keyField || form.nameFields.includes(field.id);
  const common = { field: field.id, missing: field.required || identifies ? 0 : MISSING };
  switch (field.kind) {
    case 'name':
      return { ...common, kind: 'name', part: namePart(field, form) };
    case 'email':
      return { ...common, kind: 'email' };
    case 'text':
      return field.id === form.keyField
        ? { ...common, kind: 'email' }
        : { ...common, kind: 'text', phrases: numbered(field.label) };
    case 'longText':
      return { ...common, kind: 'text', counts: [0, 1, 1], phrases: aboutAnswers(field, form) };
    case 'number':
      return { ...common, ...numberRecipe(field, form) };
    case 'yesNo':
      return { ...common, kind: 'yes-no', yes: 0.9 };
    case 'choice':
    case 'choices':
    case 'ranking':
      return { ...common, kind: 'options' };
    case 'place':
      return { ...common, kind: 'place' };
    case 'postcode':
      return {
        ...common,
        kind: 'postcode',
        placeField: form.fields.find(({ kind }) => kind === 'place')?.id,
      };
    case 'people':
      return { ...common, kind: 'people', missing: 1 - MISSING };
  }
}

function namePart(field: Field, form: Form): 'full' | 'first' | 'last' {
  if (form.nameFields.length === 1 || !form.nameFields.includes(field.id)) return 'full';
  return form.nameFields[0] === field.id ? 'first' : 'last';
}

function numberRecipe(field: Extract<Field, { kind: 'number' }>, form: Form): object {
  if (field.id === form.min.field) return { kind: 'count', counts: [1] };
  if (field.id === form.max.field) return { kind: 'count', counts: [0, 5, 3, 2] };
  const min = field.min ?? 0;
  const max = field.max ?? min + 30;
  return { kind: 'number', min, mode: min + (max - min) / 4, max };
}

function numbered(label: string): object[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((number) => ({ text: `${label} ${number}` }));
}

/** Sentences about what was chosen in the lists, so that people with the same choices use the same words. */
function aboutAnswers(field: Field, form: Form): object[] {
  const chosen = form.fields.filter((other) => 'list' in other && !other.confidential);
  const phrases = chosen.map((other) => ({ text: `${other.label}: {${other.id}}.` }));
  return phrases.length > 0 ? phrases : [{ text: `${field.label}.` }];
}
