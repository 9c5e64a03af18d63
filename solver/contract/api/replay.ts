import { z } from 'zod';

/*
 * A saved set is made once more from what was saved with it, and both are compared. Where nothing else has changed, the same pairs and the same proof come out.
 */

/** What can be otherwise than it was saved: the scores, who did the search, how it ended, who is paired, what the match is worth, and the proof. */
export const REPLAY_PARTS = ['scores', 'engine', 'status', 'pairs', 'worth', 'proof'] as const;

export const replayFoundSchema = z.strictObject({
  /** `unsettled`: one of the two searches ended before it had a proof, so they may differ without either being wrong. */
  verdict: z.enum(['identical', 'differs', 'unsettled']),
  differences: z.array(z.enum(REPLAY_PARTS)),
});
export type ReplayFound = z.infer<typeof replayFoundSchema>;

export const replaySchema = z.strictObject({
  /** `not-searched`: the set was made otherwise than by a search, which cannot be done again. */
  verdict: z.enum([...replayFoundSchema.shape.verdict.options, 'not-searched']),
  differences: replayFoundSchema.shape.differences,
  /** Are people and programme still as they were? Then the scores were reckoned anew as well; else those that were saved are taken. */
  fromPeople: z.boolean(),
  /** What it was made with that is another version now. */
  otherVersions: z.array(
    z.strictObject({ of: z.string(), saved: z.string().nullable(), now: z.string().nullable() }),
  ),
});
export type Replay = z.infer<typeof replaySchema>;
