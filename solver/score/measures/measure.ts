import type { CriterionKind, CriterionOf } from '../../contract/policy/criteria.ts';
import type { FieldReader } from '../features/field-reader.ts';

/** Why a pair got its points. */
export interface PointsReason {
  readonly sentence: string;
  /** Somebody did not answer, so that `whenMissing` was given. */
  readonly missing: boolean;
}

/** A participant's pairs in columns of pairs. */
export interface PairRange {
  readonly begin: number;
  readonly end: number;
}

/** A criterion compiled for one cohort. People are given by their canonical index. */
export interface Measure {
  /** Whole points (0 to 1000) of one pair. */
  at(participant: number, mentor: number): number;
  /** Adds `times` the points of the participant with the mentors listed from `begin` to `end`, ascending, to the sums at the same places. */
  add(participant: number, mentors: Int32Array, range: PairRange, times: number, sums: Int32Array): void;
  explain(participant: number, mentor: number): PointsReason;
}

/** Compiles a criterion. Throws UNKNOWN_FIELD, INVALID_POLICY or INVALID_COHORT. Weight, label and help are not looked at. */
export type CompileMeasure<Kind extends CriterionKind> = (
  criterion: CriterionOf<Kind>,
  fields: FieldReader,
) => Measure;
