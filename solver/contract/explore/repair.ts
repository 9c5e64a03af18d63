import { z } from 'zod';

export const repairPointSchema = z.strictObject({
  /** Other participants whose mentors change; those who lost a mentor to the dropout are not counted, whatever they get. */
  moved: z.int().min(0),
  matched: z.int().min(0),
  score: z.int().min(0),
  /** [participant index, mentor index], sorted. */
  pairs: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
  sentence: z.string(),
});
/** The best match that moves at most `moved` others. */
export type RepairPoint = z.infer<typeof repairPointSchema>;

/** `mile-repair/1`: what a dropout costs, by the number of others who may be moved. */
export const repairSchema = z.strictObject({
  format: z.literal('mile-repair/1'),
  /**
   * One point for each number at which the best match gets better, so between two points the earlier one holds; the last is the best
   * of all. It begins above 0 where fewer moves cannot keep the demands, and is empty where nothing can.
   */
  curve: z.array(repairPointSchema),
  /**
   * How the curve is proven. `exchanges`: one chain of moves is enough, and every length of chain was searched. `prices`: bounds by a price of
   * moving and branching. `quotas`: a solve with its certificate for each number of moves that matters.
   */
  method: z.enum(['exchanges', 'prices', 'quotas']),
  /** False where a search ended before its proof. */
  proven: z.boolean(),
  sentence: z.string(),
});
export type Repair = z.infer<typeof repairSchema>;
