import type { CriterionKind, CriterionOf } from '../../contract/policy/criteria.ts';
import type { FieldReader } from '../features/field-reader.ts';

/** Why a pair got its points. */
export interface PointsReason {
  readonly sentence: string;
  /** Somebody did not answer, so that `whenMissing` was given. */
  readonly missing: boolean;
}

/** A criterion compiled for one cohort. People are given by their canonical index. */
export interface Measure {
  /** Writes the whole points (0 to 1000) of this participant with every mentor. */
  row(participant: number, points: Uint16Array): void;
  explain(participant: number, mentor: number): PointsReason;
}

/** Compiles a criterion. Throws UNKNOWN_FIELD, INVALID_POLICY or INVALID_COHORT. Weight, label and help are not looked at. */
export type CompileMeasure<Kind extends CriterionKind> = (
  criterion: CriterionOf<Kind>,
  fields: FieldReader,
) => Measure;
