import { MileError } from '#solver/contract/errors.ts';

/**
 * Does `work`, and tells a result that is nested deeper than the stack as what it is: proofs are trees, and validating or writing
 * JSON walks them by recursion. The stack is whole again by then, so the thread need not be ended. Throws INVALID_RESULT.
 */
export function withinStack<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (isStackOverflow(error))
      throw new MileError(
        'INVALID_RESULT',
        'The proof of this result is nested too deeply to be read or written. Switch quotas off or tighten the rules, ' +
          'so that the search needs fewer branches, and try again.',
      );
    throw error;
  }
}

/** V8 gives it no code of its own. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}
