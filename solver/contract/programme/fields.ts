import { z } from 'zod';
import { recordKeySchema, slugSchema } from '../identifier.ts';

const label = z.string().min(1).max(200);
const synonyms = z.array(z.string().min(1).max(200)).max(200).default([]);

/** One value that a list offers. `synonyms` are the other ways in which exports write it ("Academic lib."). */
export const optionSchema = z.strictObject({ id: slugSchema, label, synonyms });
export type Option = z.infer<typeof optionSchema>;

export const valueListSchema = z
  .strictObject({
    label,
    /** True where the order of the options means something (grades from low to high). */
    ordered: z.boolean().default(false),
    /** What exports write for all of the options in a field of several choices ("Any", "No preference"). */
    all: synonyms,
    options: z.array(optionSchema).min(1).max(1000),
  })
  .refine(
    (list) => new Set(list.options.map((option) => option.id)).size === list.options.length,
    'an option id is used twice',
  );
export type ValueList = z.infer<typeof valueListSchema>;

const common = {
  id: recordKeySchema,
  label,
  help: z.string().max(1000).optional(),
  required: z.boolean().default(false),
  /** Other headers under which exports carry this field. */
  synonyms,
  /** Used for matching only; never shown to the other side or to reviewers. */
  confidential: z.boolean().default(false),
  /** Not asked by the public form: files or the committee bring it. */
  internal: z.boolean().default(false),
  /** A way to reach the person, as e-mail addresses are anyhow: told to those who write to people. */
  contact: z.boolean().default(false),
};

/**
 * Kinds of fields and the value that an application holds for each:
 * name, email, text, longText: string · number: number · yesNo: boolean · choice: option id · choices: option ids ·
 * ranking: option ids, most important first · place: place id · postcode: string, zeros kept ·
 * people: names, e-mail addresses or employers, in order.
 */
export const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('name') }),
  z.strictObject({ ...common, kind: z.literal('email') }),
  z.strictObject({ ...common, kind: z.literal('text') }),
  z.strictObject({ ...common, kind: z.literal('longText') }),
  z.strictObject({
    ...common,
    kind: z.literal('number'),
    unit: z.string().max(40).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().default(true),
  }),
  z.strictObject({ ...common, kind: z.literal('yesNo') }),
  z.strictObject({ ...common, kind: z.literal('choice'), list: slugSchema }),
  z.strictObject({ ...common, kind: z.literal('choices'), list: slugSchema }),
  z.strictObject({ ...common, kind: z.literal('ranking'), list: slugSchema }),
  z.strictObject({ ...common, kind: z.literal('place') }),
  z.strictObject({ ...common, kind: z.literal('postcode') }),
  z.strictObject({ ...common, kind: z.literal('people') }),
]);
export type Field = z.infer<typeof fieldSchema>;
export type FieldKind = Field['kind'];
