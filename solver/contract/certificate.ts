import { z } from 'zod';
import { levelSchema } from './problem.ts';

/*
 * A proof is checked by evaluating one inequality, so nothing in it has to be believed (weak duality).
 *
 * Region: x_e in {0,1}; a_i <= sum x over pairs of participant i <= b_i; the same for mentors; the quotas and the rows of
 * earlier steps; x_e = 1 where pinned; x_e fixed on branches. Objective: maximise sum c_e x_e, c whole.
 *
 * A bound leaf gives a scale D >= 1, prices u (participants) and v (mentors), multipliers y (rows), all whole. With
 * r_e = D c_e - sum_k y_k A_ke - u_i - v_j the following holds for every x of the region:
 *
 *   D sum c x <= sum_k y_k beta_k + sum_i max(u_i a_i, u_i b_i) + sum_j max(v_j c_j, v_j d_j) + sum_e max over the values that x_e may take of r_e x_e
 *
 * where y_k >= 0 on "<=" rows, y_k <= 0 on ">=" rows and free on "=" rows. Bound = floor(right side / D).
 * A contradiction leaf is the same with c = 0: a right side below 0 shows that the region is empty (Farkas).
 */

const wholeSchema = z.int();

const leafFields = {
  /** Prices of participants, times the scale. */
  participants: z.array(wholeSchema),
  /** Prices of mentors, times the scale. */
  mentors: z.array(wholeSchema),
  /** Multipliers, times the scale: the problem's quotas first, in their order, then the rows of the earlier steps. */
  rows: z.array(wholeSchema),
};

const boundLeafSchema = z.strictObject({ kind: z.literal('bound'), scale: z.int().min(1), ...leafFields });
const contradictionLeafSchema = z.strictObject({ kind: z.literal('contradiction'), ...leafFields });
const branchSchema = z.strictObject({
  kind: z.literal('branch'),
  /** Index of the pair that is fixed to 0 in the one half and to 1 in the other. */
  pair: z.int().min(0),
  get zero() {
    return proofSchema;
  },
  get one() {
    return proofSchema;
  },
});

export const proofSchema: z.ZodType<Proof> = z.lazy(() =>
  z.discriminatedUnion('kind', [boundLeafSchema, contradictionLeafSchema, branchSchema]),
);
export type BoundLeaf = z.infer<typeof boundLeafSchema>;
export type ContradictionLeaf = z.infer<typeof contradictionLeafSchema>;
export interface Branch {
  kind: 'branch';
  pair: number;
  zero: Proof;
  one: Proof;
}
export type Proof = BoundLeaf | ContradictionLeaf | Branch;

/**
 * One step of the lexicographic chain. It maximises an objective over the region and the rows of the steps before it,
 * states the value reached and a proven bound, and adds a row of its own for the steps after it.
 *
 * | level    | objective               | row added               |
 * |----------|-------------------------|-------------------------|
 * | matched  | sum x                   | sum x = value           |
 * | score    | sum s x                 | sum s x = value         |
 * | weakest  | - sum x over s <= value | sum x over s < value = 0 |
 * | leximin  | - sum w x               | sum w x = - value       |
 *
 * weakest: `value` is the smallest score of a matched pair; a bound of -1 or less says that some pair must score `value` or less.
 * Where nobody is matched, `value` is 0 and holds without a proof. With a larger bound nothing better is known of the level than the
 * best score of all pairs; that is then the result's bound of `weakest`.
 * leximin: one step for each distinct score that occurs, in ascending order; `value` is minus the number of matched pairs at or below
 * `threshold`. w = 0 above the threshold; at or below it 1, but (number matched + 1) for scores strictly between the threshold of
 * the leximin step before (of the first step: from 0 on) and this one. The weight keeps the scores in between unused: else a
 * worse match (0, 5, 5) could pass for one that equals (1, 1, 5) at its first score and beats it at the next.
 */
export const stepSchema = z.strictObject({
  level: levelSchema,
  /** Only for leximin: the score up to which pairs are counted. */
  threshold: z.int().min(0).optional(),
  value: wholeSchema,
  /** Proven upper bound of the step's objective. Equal to the objective's value: the step is proven. */
  bound: wholeSchema,
  proof: proofSchema,
});
export type CertificateStep = z.infer<typeof stepSchema>;

export const levelsCertificateSchema = z.strictObject({
  kind: z.literal('levels'),
  steps: z.array(stepSchema),
});
export const infeasibleCertificateSchema = z.strictObject({
  kind: z.literal('infeasible'),
  /**
   * Contradiction leaves only. It holds with all demands but those of the result's `conflict` given up (minima 0, pins and quotas
   * left out, their multipliers idle), so it shows that these alone cannot hold together; some leaf rests on each of them.
   */
  proof: proofSchema,
});
export type LevelsCertificate = z.infer<typeof levelsCertificateSchema>;
export type InfeasibleCertificate = z.infer<typeof infeasibleCertificateSchema>;
