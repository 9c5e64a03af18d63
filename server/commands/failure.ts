import { MileError } from '#solver/contract/errors.ts';
import type { ErrorCode } from '#solver/contract/errors.ts';

/** Failures that no other input would mend. */
const OURS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['INTERNAL', 'ENGINE_FAILED', 'WORKER_FAILED']);

/** 2 for bad input, 1 for what is not the caller's to mend. */
export function exitCodeOf(error: unknown): number {
  return error instanceof MileError && !OURS.has(error.code) ? 2 : 1;
}

/** `CODE: sentence`; of an unexpected failure the stack too, for whoever mends it. */
export function describeError(error: unknown): string {
  if (error instanceof MileError) return `${error.code}: ${error.message.trimEnd()}`;
  return `INTERNAL: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
