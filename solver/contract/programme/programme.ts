import { z } from 'zod';
import { slugSchema, recordKeySchema } from '../identifier.ts';
import type { Side } from '../identifier.ts';
import { policySchema } from '../policy/policy.ts';
import { fieldSchema, valueListSchema } from './fields.ts';
import type { Field, ValueList } from './fields.ts';
import { geographySchema } from './places.ts';
import { brokenNames } from './broken-names.ts';
import { datesSchema, textsSchema } from './public-page.ts';
import { surveySchema } from './survey.ts';

/** A number that a person gives in a field, or else this many. */
const limitSourceSchema = z.strictObject({ field: recordKeySchema.optional(), default: z.int().min(0) });

export const formSchema = z
  .strictObject({
    label: z.string().min(1).max(80),
    plural: z.string().min(1).max(80),
    fields: z.array(fieldSchema).min(1).max(200),
    /** Fields that make the display name, joined by a blank. */
    nameFields: z.array(recordKeySchema).min(1),
    /** The field on which a second import recognises the same person. */
    keyField: recordKeySchema,
    employerField: recordKeySchema.optional(),
    /** The yes or no that whoever applies by the public form has given by agreeing to the use of their answers. */
    consentField: recordKeySchema.optional(),
    /** Least and most partners; a minimum above 0 is truly hard. */
    min: limitSourceSchema.default({ default: 0 }),
    max: limitSourceSchema.default({ default: 1 }),
  })
  .refine(
    (form) => new Set(form.fields.map((field) => field.id)).size === form.fields.length,
    'a field id is used twice',
  );
export type Form = z.infer<typeof formSchema>;

/** Everything that makes one association's programme different from another's. No code knows any of it. */
export const programmeSchema = z
  .strictObject({
    format: z.literal('mile-programme/1'),
    id: slugSchema,
    name: z.string().min(1).max(200),
    description: z.string().max(2000).default(''),
    /** The cycle that is being matched, as a year. */
    cycle: z.int().min(1900).max(2200),
    participant: formSchema,
    mentor: formSchema,
    lists: z.record(recordKeySchema, valueListSchema).default({}),
    geography: geographySchema.default({ placeLabel: 'Place', systems: [], places: [], postcodes: {} }),
    policy: policySchema,
    texts: textsSchema.prefault({}),
    dates: datesSchema.prefault({}),
    /** Asked of both sides at the close of their relationship. */
    survey: surveySchema,
    /** Months after the end of a cohort's relationships for which personal data is kept. */
    retentionMonths: z.int().min(0).max(240).default(24),
  })
  .superRefine((programme, context) => {
    for (const message of [...complaints(programme), ...brokenNames(programme, programme.policy)])
      context.addIssue({ code: 'custom', message });
  });
export type Programme = z.infer<typeof programmeSchema>;

/** The form of one side. */
export function formOf(programme: Programme, side: Side): Form {
  return side === 'participant' ? programme.participant : programme.mentor;
}

/** The field with this id on one side's form, or undefined. */
export function fieldOf(programme: Programme, side: Side, id: string): Field | undefined {
  return formOf(programme, side).fields.find((field) => field.id === id);
}

/** The value list of a choice, choices or ranking field; undefined for other kinds. */
export function listOf(programme: Programme, field: Field): ValueList | undefined {
  return 'list' in field ? programme.lists[field.list] : undefined;
}

interface ProgrammeParts {
  participant: Form;
  mentor: Form;
  lists: Record<string, ValueList>;
}

function complaints(programme: ProgrammeParts): string[] {
  const found: string[] = [];
  for (const side of ['participant', 'mentor'] as const) {
    const form = programme[side];
    const known = new Set(form.fields.map((field) => field.id));
    const named = [
      ...form.nameFields,
      form.keyField,
      form.employerField,
      form.consentField,
      form.min.field,
      form.max.field,
    ];
    for (const id of named) {
      if (id !== undefined && !known.has(id)) found.push(`the ${side} form has no field "${id}"`);
    }
    for (const field of form.fields) {
      if ('list' in field && !(field.list in programme.lists))
        found.push(`field "${field.id}" names the list "${field.list}", which does not exist`);
    }
  }
  return found;
}
