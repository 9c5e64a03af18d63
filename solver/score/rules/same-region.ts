import type { RuleOf } from '../../contract/policy/rules.ts';
import { NONE, placeColumn, yesNoColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { regionLabel, systemLabel, systemOf } from '../features/regions.ts';
import { tableRule } from './class-rule.ts';
import type { CompiledRule } from './rule.ts';

/** No place was named, or no region is asked for. */
const ANYWHERE = -1;
/** A place that lies in no region of the system. */
const OUTSIDE = -2;

/** Both lie in one region of the system; where `onlyIfField` is set, only for participants who said yes there. */
export function sameRegion(rule: RuleOf<'same-region'>, fields: FieldReader): CompiledRule {
  const mine = placeColumn(fields, 'participant', rule.participantField);
  const theirs = placeColumn(fields, 'mentor', rule.mentorField);
  const asked =
    rule.onlyIfField === undefined ? undefined : yesNoColumn(fields, 'participant', rule.onlyIfField);
  const numberOf = regionNumbers(fields, rule.system);
  const required = mine.values.map((place, participant) =>
    asked === undefined || asked.values[participant] === true ? numberOf(place) : ANYWHERE,
  );
  const table = pairTable(
    categorise(required, (region) => region),
    categorise(theirs.values.map(numberOf), (region) => region),
    (a, b) => Number(a !== ANYWHERE && b !== ANYWHERE && (a !== b || a === OUTSIDE)),
  );

  return tableRule(table, (participant, mentor) => {
    if (mine.field.confidential || theirs.field.confidential) return 'They are in two regions.';
    const [here, there] = [mine.values[participant], theirs.values[mentor]].map((place) =>
      regionLabel(fields, rule.system, place as number),
    );
    return `They are in two regions (${systemLabel(fields, rule.system)}): ${here} and ${there}.`;
  });
}

/** The number of the region in which a place lies. */
function regionNumbers(fields: FieldReader, system: string): (place: number) => number {
  const { id } = systemOf(fields, system);
  const numbers = new Map<string, number>();
  const ofPlace = fields.features.programme.geography.places.map(({ regions }) => {
    const region = regions[id];
    if (region === undefined) return OUTSIDE;
    if (!numbers.has(region)) numbers.set(region, numbers.size);
    return numbers.get(region) as number;
  });
  return (place) => (place === NONE ? ANYWHERE : (ofPlace[place] ?? OUTSIDE));
}
