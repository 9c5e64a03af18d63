import type { Side } from '../../contract/identifier.ts';
import type { PairCondition } from '../../contract/policy/quotas.ts';
import { NONE, numberColumn, placeColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { sharesRegion, systemOf } from '../features/regions.ts';
import { comparableValues, heldValues, wantedKeys } from './values.ts';

/** Whether a pair, given by canonical indices, meets a condition. */
export type PairTest = (participant: number, mentor: number) => boolean;

type ConditionOf<Kind extends PairCondition['kind']> = Extract<PairCondition, { kind: Kind }>;

/** Compiles one condition. Throws UNKNOWN_FIELD, INVALID_POLICY or INVALID_COHORT. */
export function pairTest(condition: PairCondition, fields: FieldReader): PairTest {
  switch (condition.kind) {
    case 'value':
      return onSide(condition.side, hasValue(condition, fields));
    case 'number':
      return onSide(condition.side, inRange(condition, fields));
    case 'in-region':
      return onSide(condition.side, inRegion(condition, fields));
    case 'equal':
      return equalValues(condition, fields);
    case 'shared-region':
      return sharedRegion(condition, fields);
  }
}

function onSide(side: Side, holds: readonly boolean[]): PairTest {
  return side === 'participant'
    ? (participant) => holds[participant] === true
    : (_, mentor) => holds[mentor] === true;
}

function hasValue({ side, field, values }: ConditionOf<'value'>, fields: FieldReader): boolean[] {
  const wanted = wantedKeys(fields, side, field, values);
  return heldValues(fields, side, field).map((keys) => keys.some((key) => wanted.has(key)));
}

function inRange({ side, field, min, max }: ConditionOf<'number'>, fields: FieldReader): boolean[] {
  const [least, most] = [min ?? -Infinity, max ?? Infinity];
  if (least > most) fields.refuse(`its range runs from ${least} down to ${most}`);
  return numberColumn(fields, side, field).values.map((value) => value >= least && value <= most);
}

function inRegion(
  { side, field, system, regions }: ConditionOf<'in-region'>,
  fields: FieldReader,
): boolean[] {
  const known = systemOf(fields, system).regions.map((region) => region.id);
  const stranger = regions.find((region) => !known.includes(region));
  if (stranger !== undefined) fields.refuse(`the region system "${system}" has no region "${stranger}"`);
  const { places } = fields.features.programme.geography;
  return placeColumn(fields, side, field).values.map((place) =>
    regions.includes(places[place]?.regions[system] ?? ''),
  );
}

function equalValues(condition: ConditionOf<'equal'>, fields: FieldReader): PairTest {
  const mine = comparableValues(fields, 'participant', condition.participantField);
  const theirs = comparableValues(fields, 'mentor', condition.mentorField);
  return (participant, mentor) => {
    const [a, b] = [mine[participant], theirs[mentor]];
    return a !== undefined && b !== undefined && (a === b) === condition.equal;
  };
}

function sharedRegion(condition: ConditionOf<'shared-region'>, fields: FieldReader): PairTest {
  const mine = placeColumn(fields, 'participant', condition.participantField).values;
  const theirs = placeColumn(fields, 'mentor', condition.mentorField).values;
  const shares = sharesRegion(fields, condition.system);
  return (participant, mentor) => {
    const [a, b] = [mine[participant] as number, theirs[mentor] as number];
    return a !== NONE && b !== NONE && shares(a, b) === condition.equal;
  };
}
