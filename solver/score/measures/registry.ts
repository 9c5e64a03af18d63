import type { Criterion, CriterionKind, CriterionOf } from '../../contract/policy/criteria.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { distance } from './distance.ts';
import { gap } from './gap.ts';
import type { CompileMeasure, Measure } from './measure.ts';
import { optIn } from './opt-in.ts';
import { orderedOverlap } from './ordered-overlap.ts';
import { preference } from './preference.ts';
import { rankGap } from './rank-gap.ts';
import { region } from './region.ts';
import { sharedOptions } from './shared-options.ts';
import { similarity } from './similarity.ts';
import { text } from './text.ts';
import { waiting } from './waiting.ts';

/** One measure for each kind of criterion; a kind without one does not compile. */
const MEASURES: { readonly [Kind in CriterionKind]: CompileMeasure<Kind> } = {
  'ordered-overlap': orderedOverlap,
  similarity,
  region,
  distance,
  gap,
  'rank-gap': rankGap,
  'shared-options': sharedOptions,
  preference,
  'opt-in': optIn,
  text,
  waiting,
};

export function compileCriterion(criterion: Criterion, fields: FieldReader): Measure {
  return compileAs(criterion.kind, criterion, fields);
}

function compileAs<Kind extends CriterionKind>(
  kind: Kind,
  criterion: Criterion,
  fields: FieldReader,
): Measure {
  return MEASURES[kind](criterion as CriterionOf<Kind>, fields);
}
