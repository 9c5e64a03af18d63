import type { z } from 'zod';
import { MileError } from '#solver/contract/errors.ts';
import type { ErrorCode } from '#solver/contract/errors.ts';
import { issuesError } from './input-issues.ts';

/** Parses a body that was too large to be parsed on the main thread. Throws INVALID_JSON, or `code` where the schema refuses. */
export function parseBody<Schema extends z.ZodType>(
  body: Uint8Array,
  schema: Schema,
  code: ErrorCode,
): z.output<Schema> {
  const result = schema.safeParse(parseJson(body));
  if (result.success) return result.data;
  throw issuesError(result.error, code);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new MileError('INVALID_JSON', 'The body is not JSON in UTF-8. Send application/json.');
  }
}
