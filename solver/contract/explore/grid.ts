import { z } from 'zod';

/** Cells of the largest grid: 1,000 x 1,000 and a half more. */
export const MOST_CELLS = 1_500_000;

/** Whole numbers as base64: bytes, or 32 bits each with a sign, the lowest byte first. */
const columnSchema = z.string();

/**
 * `mile-grid/1`: what it costs to have each pair of participant and mentor, told compactly because a cohort of 1,000 a side has a
 * million. `state` has a byte for every cell, participant by participant (`grid-cell.ts`); the other columns have a number for every cell that is
 * `answered`, in the same order: what is lost when the pair must be matched (pairs; score, below 0 where it rises; both 0 for the pairs of
 * the best match), and `moved` as in `mile-forcing/1`.
 */
export const gridSchema = z.strictObject({
  format: z.literal('mile-grid/1'),
  state: columnSchema,
  matched: columnSchema,
  score: columnSchema,
  moved: columnSchema,
  partial: z.boolean(),
});
export type Grid = z.infer<typeof gridSchema>;
