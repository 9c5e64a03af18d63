import { z } from 'zod';
import { answerSchema } from '../cohort.ts';
import { recordKeySchema, sideSchema, slugSchema } from '../identifier.ts';

export const IMPORT_ROW_LIMIT = 5_000;
export const IMPORT_COLUMN_LIMIT = 500;
/** Longest cell, in UTF-16 units. */
export const CELL_LENGTH = 10_000;

const cell = z.string().max(CELL_LENGTH);

/** A file as rows of text; nothing in it has been interpreted. All cells are text first, so "01234" keeps its zero. */
export const tableSchema = z.strictObject({
  headers: z.array(cell).min(1).max(IMPORT_COLUMN_LIMIT),
  rows: z.array(z.array(cell).max(IMPORT_COLUMN_LIMIT)).max(IMPORT_ROW_LIMIT),
  /** Row number in the file (counted from 1) of each row, for messages. */
  rowNumbers: z.array(z.int().min(1)).max(IMPORT_ROW_LIMIT),
});
export type Table = z.infer<typeof tableSchema>;

/** What reading a file gave: the table and how it was read. */
export const readFileSchema = z.strictObject({
  fileName: z.string().max(400),
  format: z.enum(['csv', 'xlsx']),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  /** Row of the headers in the file, counted from 1. */
  headerRow: z.int().min(1),
  table: tableSchema,
  /** What was left out, in sentences: title rows, phantom columns, empty rows. */
  notes: z.array(z.string()),
});
export type ReadFile = z.infer<typeof readFileSchema>;

export const confidenceSchema = z.enum(['sure', 'guess', 'ignored']);

export const columnMappingSchema = z.strictObject({
  /** Index into the table's headers. */
  column: z.int().min(0),
  header: cell,
  /** Our field, or null where the column is left out. */
  field: recordKeySchema.nullable(),
  confidence: confidenceSchema,
  /** The form tool adds the column by itself ("Timestamp"); nobody answered it. */
  formOwn: z.boolean(),
  /** Up to three values from the file. */
  samples: z.array(cell).max(3),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

export const valueMappingSchema = z.strictObject({
  field: recordKeySchema,
  from: cell,
  /** Option id, place id, or null where it is left out. */
  to: slugSchema.nullable(),
  confidence: confidenceSchema,
  /** How many cells carry it. */
  count: z.int().min(0),
  rows: z.array(z.int().min(1)).max(20),
});
export type ValueMapping = z.infer<typeof valueMappingSchema>;

/** What a person has decided about columns and values; what is not named is recognised anew. */
export const importChoicesSchema = z.strictObject({
  columns: z
    .array(z.strictObject({ column: z.int().min(0), field: recordKeySchema.nullable() }))
    .max(IMPORT_COLUMN_LIMIT)
    .default([]),
  values: z
    .array(z.strictObject({ field: recordKeySchema, from: cell, to: slugSchema.nullable() }))
    .max(5_000)
    .default([]),
  /** Row numbers of the file that are left out. */
  skippedRows: z.array(z.int().min(1)).max(IMPORT_ROW_LIMIT).default([]),
  /** The field by which people are recognised; without it the form's own. */
  keyField: recordKeySchema.optional(),
});
export type ImportChoices = z.infer<typeof importChoicesSchema>;

export const importProblemSchema = z.strictObject({
  /** error: the row cannot be added so; question: an answer is needed; note: taken as said, worth a look. */
  severity: z.enum(['error', 'question', 'note']),
  code: z.enum([
    'MISSING_REQUIRED',
    'UNKNOWN_VALUE',
    'UNSURE_VALUE',
    'UNSURE_COLUMN',
    'COLUMN_TWICE',
    'NOT_A_NUMBER',
    'OUT_OF_RANGE',
    'NOT_YES_OR_NO',
    'NOT_AN_EMAIL',
    'SAME_PERSON_TWICE',
    'RAGGED_ROW',
    'TOO_LONG',
    'KEY_FIELD_NOT_MAPPED',
    'FIELD_WITHOUT_COLUMN',
    'UNIT_CONVERTED',
  ]),
  row: z.int().min(1).nullable(),
  column: z.int().min(0).nullable(),
  field: recordKeySchema.nullable(),
  value: cell.nullable(),
  /** A plain sentence with the value and the remedy. */
  message: z.string(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;

export const importRequestSchema = z.strictObject({
  side: sideSchema,
  table: tableSchema,
  choices: importChoicesSchema.default({ columns: [], values: [], skippedRows: [] }),
});
export type ImportRequest = z.infer<typeof importRequestSchema>;

export const personChangeSchema = z.strictObject({
  row: z.int().min(1),
  name: z.string(),
  kind: z.enum(['new', 'updated', 'unchanged', 'skipped']),
  changes: z.array(
    z.strictObject({
      field: recordKeySchema,
      before: answerSchema.nullable(),
      after: answerSchema.nullable(),
    }),
  ),
});

/** What an import would do. Nothing has been written. */
export const importPreviewSchema = z.strictObject({
  side: sideSchema,
  columns: z.array(columnMappingSchema),
  values: z.array(valueMappingSchema),
  problems: z.array(importProblemSchema),
  people: z.array(personChangeSchema),
  counts: z.strictObject({
    added: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    removed: z.literal(0),
  }),
  /** No error and no open question is left. */
  ready: z.boolean(),
  /** Decisions of earlier imports of this form that were taken up again. */
  recalled: z.int().min(0),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** How far a check or an import is, as an event. */
export const importProgressSchema = z.strictObject({
  phase: z.enum(['checking', 'writing']),
  /** Rows. */
  done: z.int().min(0),
  total: z.int().min(0),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

export const importDoneSchema = z.strictObject({
  counts: importPreviewSchema.shape.counts,
  cohortVersion: z.int().min(1),
});
export type ImportDone = z.infer<typeof importDoneSchema>;
