import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { MileError } from '#solver/contract/errors.ts';
import type { ErrorCode } from '#solver/contract/errors.ts';
import { issueSentence } from './issue-sentence.ts';

/** Issues that are named; a broken file can have thousands. */
const ISSUES_NAMED = 5;

/** The bytes of a file that was named on the command line. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw notRead(path, error);
  }
}

/** Why a file was not read. */
export function notRead(path: string, error: unknown): MileError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
  return new MileError('FILE_NOT_READ', `"${path}" cannot be read (${code}). Check the name.`);
}

/** A JSON file after its schema; `code` says what was wrong where it does not fit. */
export async function readJson<S extends z.ZodType>(
  path: string,
  schema: S,
  code: ErrorCode,
): Promise<z.output<S>> {
  const text = new TextDecoder().decode(await readBytes(path));
  const input = parseJson(path, text);
  const parsed = parseShape(path, schema, input, code);
  if (parsed.success) return parsed.data;
  const all = parsed.error.issues;
  const named = all.slice(0, ISSUES_NAMED).map((issue) => issueSentence(issue, input));
  const more = all.length - named.length;
  const rest = more > 0 ? `; and ${more} more` : '';
  throw new MileError(code, `"${path}" is not as its format asks: ${named.join('; ')}${rest}.`);
}

function parseShape<S extends z.ZodType>(path: string, schema: S, value: unknown, code: ErrorCode) {
  try {
    return schema.safeParse(value);
  } catch (error) {
    // The schema's library descends by recursion: thousands of levels exhaust the stack.
    if (error instanceof RangeError)
      throw new MileError(code, `"${path}" is nested too deeply to be read. Give a file with fewer levels.`);
    throw error;
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new MileError('INVALID_JSON', `"${path}" is not JSON: ${cause}.`);
  }
}
