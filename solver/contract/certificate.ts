import { z } from 'zod';
import { levelSchema } from './problem.ts';

/*
 * A proof is checked by evaluating one inequality, so nothing in it has to be believed (weak duality).
 *
 * Region: x_e in {0,1}; a_i <= sum x over pairs of participant i <= b_i; the same for mentors; lower_k <= sum A_ke x_e <= upper_k for
 * the quotas and the rows of earlier steps, where one side may be infinite; x_e = 1 where pinned; what earlier steps narrowed (below);
 * what branches fix. Objective: maximise sum c_e x_e, c whole.
 *
 * A bound leaf gives a scale D >= 1, prices u (participants) and v (mentors), multipliers y (rows), all whole. With
 * r_e = D c_e - sum_k y_k A_ke - u_i - v_j the following holds for every x of the region:
 *
 *   D sum c x <= R = sum_k max(y_k lower_k, y_k upper_k) + sum_i max(u_i a_i, u_i b_i) + sum_j max(v_j c_j, v_j d_j)
 *                  + sum_e max over the values that x_e may take of r_e x_e
 *
 * A multiplier above 0 uses the row's upper side, one below 0 the lower; where that side is infinite the leaf is invalid.
 * Bound = the largest multiple of g that is at most R / D, where g is the greatest common divisor of the c_e over the pairs that are
 * not fixed to 0 where the step begins (1 where no such c_e differs from 0): the objective takes multiples of g alone.
 * A narrowing gives a bound leaf and a whole number `least`. An x of the region with c x >= least loses at most G = R - D least in the
 * inequality above (see below), so pairs, limits and rows are drawn together by that gap. Then each quota's sides are
 * brought to multiples of the greatest common divisor of its coefficients over the pairs that are not fixed to 0, as its sum is one: the
 * lower is raised and the upper lowered (the rounding of Chvatal and Gomory). `rest` is a proof over what is left. Where
 * G < 0 or a range comes out empty there is no such x, and `rest` is not read. Bound = the larger of least - 1 and what `rest` shows.
 *
 * A contradiction leaf is the same with c = 0: a right side below 0 shows that the region is empty (Farkas).
 *
 * Narrowing. Let the proof of a step of `matched`, `leximin` or `score` be a single bound leaf, V the objective's value of the match and
 * G = R - D V. An x of the region with the same value V, as the step's row demands of all later steps, loses G in the inequality above,
 * and it is a sum of losses that are >= 0 each: |r_e| where a free x_e is not what the right side lets it be (1 for r_e > 0, 0 for
 * r_e < 0); |u_i| for each partner between i and the limit that was used; |y_k| for each unit between the row and the side that was
 * used. None of them can exceed G. So the region of all later steps has
 *
 *   x_e fixed to 1 where r_e > G and to 0 where r_e < -G, for free pairs e (reduced-cost fixing);
 *   a_i raised to b_i - floor(G / u_i) for u_i > 0, b_i lowered to a_i + floor(G / -u_i) for u_i < 0 (mentors alike);
 *   lower_k raised to upper_k - floor(G / y_k) for y_k > 0, upper_k lowered to lower_k + floor(G / -y_k) for y_k < 0;
 *
 * each only where it is tighter than before. Besides, what a row says of single pairs is known at once: a free pair is fixed to 0 after
 * `weakest` where it scores less than `value`, after `leximin` where it scores strictly between the threshold before and this one.
 * Other steps narrow nothing.
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
const pairBranchSchema = z.strictObject({
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
const rowBranchSchema = z.strictObject({
  kind: z.literal('row'),
  /** Which row: the problem's quotas first, in their order, then the rows of the earlier steps. */
  row: z.int().min(0),
  /** The row is at most this in the half `below`, and at least one more in the half `above`: rows take whole values. */
  at: wholeSchema,
  get below() {
    return proofSchema;
  },
  get above() {
    return proofSchema;
  },
});
const splitSchema = z.strictObject({
  kind: z.literal('split'),
  side: z.enum(['participant', 'mentor']),
  /** Index of somebody who takes at most one partner in the region at this place of the proof. */
  person: z.int().min(0),
  /** Some of the person's pairs, each once. All of them are 0 in the half `outside`; all others of the person's in the half `inside`. */
  pairs: z.array(z.int().min(0)),
  get outside() {
    return proofSchema;
  },
  get inside() {
    return proofSchema;
  },
});

const narrowingSchema = z.strictObject({
  kind: z.literal('narrowing'),
  leaf: boundLeafSchema,
  /** Only choices whose objective is at least this are looked at in `rest`. */
  least: wholeSchema,
  get rest() {
    return proofSchema;
  },
});

export const proofSchema: z.ZodType<Proof> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    boundLeafSchema,
    contradictionLeafSchema,
    pairBranchSchema,
    rowBranchSchema,
    splitSchema,
    narrowingSchema,
  ]),
);
export type BoundLeaf = z.infer<typeof boundLeafSchema>;
export type ContradictionLeaf = z.infer<typeof contradictionLeafSchema>;
export interface PairBranch {
  kind: 'branch';
  pair: number;
  zero: Proof;
  one: Proof;
}
export interface RowBranch {
  kind: 'row';
  row: number;
  at: number;
  below: Proof;
  above: Proof;
}
export interface Split {
  kind: 'split';
  side: 'participant' | 'mentor';
  person: number;
  pairs: number[];
  outside: Proof;
  inside: Proof;
}
/** Leaves aside the choices whose objective is below `least`, and for the others what a leaf rules out. */
export interface Narrowing {
  kind: 'narrowing';
  leaf: BoundLeaf;
  least: number;
  rest: Proof;
}
/** Two halves that cover the region together. A half that contradicts what holds already is empty, and its proof is not read. */
export type Branch = PairBranch | RowBranch | Split;
export type Leaf = BoundLeaf | ContradictionLeaf;
export type Proof = Leaf | Branch | Narrowing;

/** The two halves of a branch of any kind, the leaf and the rest of a narrowing, or undefined for a leaf. */
export function halvesOf(proof: Proof): readonly [Proof, Proof] | undefined {
  switch (proof.kind) {
    case 'branch':
      return [proof.zero, proof.one];
    case 'row':
      return [proof.below, proof.above];
    case 'split':
      return [proof.outside, proof.inside];
    case 'narrowing':
      return [proof.leaf, proof.rest];
    case 'bound':
    case 'contradiction':
      return undefined;
  }
}

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
