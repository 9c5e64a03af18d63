import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MileError } from '#solver/contract/errors.ts';
import { firstIssueSentence, issueDetails } from '../jobs/input-issues.ts';

const fieldsSchema = z.strictObject({
  /** Name of the sheet of a workbook. */
  sheet: z.string().min(1).max(400).optional(),
  /** Row of the headers, counted from 1. */
  headerRow: z.coerce.number().int().min(1).max(10_000).optional(),
});

/** A form with one file. */
export const uploadSchema = fieldsSchema.extend({ file: z.file() });

export interface Upload extends z.infer<typeof fieldsSchema> {
  bytes: Uint8Array;
  fileName: string;
}

/** The file and the fields of a form. Throws INVALID_INPUT, and what the limits on forms throw. */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  const fields: Record<string, unknown> = {};
  let file: Pick<Upload, 'bytes' | 'fileName'> | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { bytes: await part.toBuffer(), fileName: part.filename };
      else fields[part.fieldname] = part.value;
    }
  } catch (error) {
    throw isOfFramework(error) ? error : unreadable();
  }
  if (!file) throw new MileError('INVALID_INPUT', 'The form holds no file. Send one CSV or XLSX file.');
  return { ...file, ...parseFields(fields) };
}

/** Limits and aborted requests have codes; what the parser of forms says of a broken one has none. */
function isOfFramework(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

function unreadable(): MileError {
  return new MileError(
    'INVALID_INPUT',
    'The form could not be read: it is cut off, or has no boundary between its parts. Send the file again.',
  );
}

function parseFields(fields: Record<string, unknown>): z.infer<typeof fieldsSchema> {
  const result = fieldsSchema.safeParse(fields);
  if (result.success) return result.data;
  const details = issueDetails(result.error.issues);
  throw new MileError('INVALID_INPUT', firstIssueSentence(details), details);
}
