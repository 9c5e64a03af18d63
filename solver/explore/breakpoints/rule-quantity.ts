import { MileError } from '../../contract/errors.ts';
import type { Rule, RuleOf } from '../../contract/policy/rules.ts';
import { ruleOf } from '../../score/compile.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { numberColumn } from '../../score/features/columns.ts';
import { distances, metresOf } from '../../score/features/distances.ts';
import { FieldReader } from '../../score/features/field-reader.ts';

/** A rule with one threshold, as a question about that threshold. */
export interface RuleQuantity {
  /** Larger thresholds allow more pairs, or fewer. */
  readonly sense: 'most' | 'least';
  /** The rule at this threshold; at the loosest there is it stops nobody who could be let in by its threshold. */
  at(threshold: number): Rule;
  readonly loosest: number;
  /** The strictest threshold at which the rule allows the pair, of those that it allows at the loosest; infinite where all do. */
  strictestFor(participant: number, mentor: number): number;
}

type ThresholdKind = 'max-distance' | 'minimum' | 'wait';

const FARTHEST_KM = 20_000;

const QUANTITIES: {
  readonly [Kind in ThresholdKind]: (compiled: CompiledCohort, rule: RuleOf<Kind>) => RuleQuantity;
} = {
  'max-distance': (compiled, rule) => {
    const at = (threshold: number) => ({ ...rule, on: true, threshold });
    const between = distances(new FieldReader(compiled.features, { kind: 'rule', id: rule.id }), rule);
    // Whoever is near enough at 0 is allowed whatever the distance: by an agreement, or because no distance is known.
    const strictest = ruleOf(compiled, at(0));
    return {
      sense: 'most',
      at,
      loosest: FARTHEST_KM,
      strictestFor: (participant, mentor) =>
        strictest.blocks(participant, mentor)
          ? kilometresOf(metresOf(between, participant, mentor))
          : -Infinity,
    };
  },
  minimum: (compiled, rule) => {
    const values = numbersOf(compiled, rule);
    return ofOneSide(rule, values, (value) => value);
  },
  wait: (compiled, rule) => {
    const { cycle } = compiled.features.programme;
    return ofOneSide(rule, numbersOf(compiled, rule), (year) => cycle - year - 1);
  },
};

/** Is the rule one about a threshold? */
export function hasThreshold(rule: Rule): rule is RuleOf<ThresholdKind> {
  return Object.hasOwn(QUANTITIES, rule.kind);
}

/** The question about a rule's threshold. Throws INVALID_POLICY where the rule has none. */
export function quantityOf(compiled: CompiledCohort, rule: Rule): RuleQuantity {
  if (hasThreshold(rule))
    return (QUANTITIES[rule.kind] as (compiled: CompiledCohort, rule: Rule) => RuleQuantity)(compiled, rule);
  throw new MileError(
    'INVALID_POLICY',
    `The rule "${rule.id}" has no threshold. Name a rule about a distance, a minimum or a wait.`,
    { rule: rule.id },
  );
}

/** The smallest number of kilometres that, as the rule reads it, lets these whole metres pass. */
function kilometresOf(metres: number): number {
  const kilometres = metres / 1000;
  return kilometres * 1000 >= metres ? kilometres : (metres + 0.001) / 1000;
}

function numbersOf(compiled: CompiledCohort, rule: RuleOf<'minimum'> | RuleOf<'wait'>): readonly number[] {
  const reader = new FieldReader(compiled.features, { kind: 'rule', id: rule.id });
  return numberColumn(reader, rule.side, rule.field).values;
}

/** A rule about a number of one person; whoever gave none passes at any threshold. */
function ofOneSide(
  rule: RuleOf<'minimum'> | RuleOf<'wait'>,
  values: readonly number[],
  largestFor: (value: number) => number,
): RuleQuantity {
  const limits = values.map((value) => (Number.isNaN(value) ? Infinity : largestFor(value)));
  return {
    sense: 'least',
    at: (threshold) => ({ ...rule, on: true, threshold }),
    loosest: limits.reduce((least, limit) => Math.min(least, limit), 0),
    strictestFor: (participant, mentor) =>
      limits[rule.side === 'participant' ? participant : mentor] as number,
  };
}
