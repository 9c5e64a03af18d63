import { z } from 'zod';
import { recordKeySchema, slugSchema } from '../contract/identifier.ts';

const share = z.number().min(0).max(1);
const weight = z.number().min(0);

/** What an answer given before must be: equal to (or containing) `value`, or a number of at least `atLeast`. */
export const conditionSchema = z.union([
  z.strictObject({ field: recordKeySchema, value: z.union([slugSchema, z.boolean()]) }),
  z.strictObject({ field: recordKeySchema, atLeast: z.number() }),
]);
export type Condition = z.infer<typeof conditionSchema>;

const common = {
  field: recordKeySchema,
  /** Share of people who leave it out. */
  missing: share.default(0),
  /** Asked only of people of whom this holds. */
  onlyIf: conditionSchema.optional(),
};

/** Weights by index: how often 0, 1, 2, ... of something occur. */
const countsSchema = z.array(weight).min(1).max(30);

/** Option weights; what is not named has weight 1. `given` multiplies weights for people of whom a condition holds. */
export const optionsRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('options'),
  /** How many options a person chooses; a single choice ignores it. */
  counts: countsSchema.default([0, 3, 4, 2]),
  weights: z.record(recordKeySchema, weight).default({}),
  given: z
    .array(z.strictObject({ if: conditionSchema, times: z.record(recordKeySchema, weight) }))
    .default([]),
  /** The answer of another field comes first, with this chance. */
  copies: z.strictObject({ field: recordKeySchema, chance: share }).optional(),
});

/** A number from a triangular distribution, shifted where conditions hold, or a share of an earlier number. */
export const numberRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('number'),
  min: z.number(),
  mode: z.number(),
  max: z.number(),
  step: z.number().positive().default(1),
  given: z.array(z.strictObject({ if: conditionSchema, plus: z.number() })).default([]),
  /** min, mode and max are shares of this field's number. */
  shareOf: recordKeySchema.optional(),
});

/** A year: the programme's cycle less 0, 1, 2, ... with these weights. */
export const yearRecipeSchema = z.strictObject({ ...common, kind: z.literal('year'), ago: countsSchema });

/** Whole numbers 0, 1, 2, ... with these weights. */
export const countRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('count'),
  counts: countsSchema,
});

export const yesNoRecipeSchema = z.strictObject({ ...common, kind: z.literal('yes-no'), yes: share });

/**
 * One or more phrases, joined by a blank. `{field}` is replaced by the answer as it reads (`{field.2}`: the second of
 * several) and `#` by a digit; a phrase whose field was left out, or whose condition fails, is not used.
 */
export const textRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('text'),
  counts: countsSchema.default([0, 1]),
  phrases: z
    .array(
      z.strictObject({
        text: z.string().min(1).max(1000),
        weight: weight.default(1),
        if: conditionSchema.optional(),
      }),
    )
    .min(1),
});

export const nameRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('name'),
  part: z.enum(['full', 'first', 'last']),
});
/** An address made of the name, unlike any other in the cohort. */
export const emailRecipeSchema = z.strictObject({ ...common, kind: z.literal('email') });

/** People of the other side, by display name, by key (e-mail) or by employer, in these proportions. */
export const peopleRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('people'),
  counts: countsSchema.default([0, 1]),
  name: weight.default(1),
  key: weight.default(0),
  employer: weight.default(0),
});

/** A place by population. */
export const placeRecipeSchema = z.strictObject({ ...common, kind: z.literal('place') });
/** A postcode of the place answered in `placeField`, or any. */
export const postcodeRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('postcode'),
  placeField: recordKeySchema.optional(),
});

/** Where somebody works; answers the place and other fields along with the employer itself. */
export const workplaceRecipeSchema = z.strictObject({
  ...common,
  kind: z.literal('workplace'),
  placeField: recordKeySchema,
  /** The field that takes the workplace's `option`. */
  optionField: recordKeySchema,
});

export const recipeSchema = z.discriminatedUnion('kind', [
  optionsRecipeSchema,
  numberRecipeSchema,
  yearRecipeSchema,
  countRecipeSchema,
  yesNoRecipeSchema,
  textRecipeSchema,
  nameRecipeSchema,
  emailRecipeSchema,
  peopleRecipeSchema,
  placeRecipeSchema,
  postcodeRecipeSchema,
  workplaceRecipeSchema,
]);
/** How one field is answered. */
export type Recipe = z.infer<typeof recipeSchema>;
export type RecipeOf<K extends Recipe['kind']> = Extract<Recipe, { kind: K }>;

/** A kind of employer: `{place}` in its name is the place's label, `{SYSTEM}` the label of the place's region. */
export const workplaceSchema = z.strictObject({
  /** Left out: people without an employer. */
  name: z.string().min(1).max(200).optional(),
  weight,
  option: slugSchema,
  /** Only in these places; anywhere by population where none is named. */
  places: z.array(slugSchema).default([]),
});
export type Workplace = z.infer<typeof workplaceSchema>;

export const profileSchema = z.strictObject({
  format: z.literal('mile-simulation/1'),
  programme: slugSchema,
  workplaces: z.array(workplaceSchema).default([]),
  /** In the order in which they are answered; a recipe may look at the answers before it. */
  participant: z.array(recipeSchema),
  mentor: z.array(recipeSchema),
});
/** What cannot be derived from a programme: how its people answer. */
export type Profile = z.infer<typeof profileSchema>;

export const namesSchema = z.strictObject({
  first: z.array(z.string().min(1)).min(1),
  last: z.array(z.string().min(1)).min(1),
});
export type Names = z.infer<typeof namesSchema>;
