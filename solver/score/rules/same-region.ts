import type { RuleOf } from '../../contract/policy/rules.ts';
import { NONE, placeColumn, yesNoColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { regionLabel, sharesRegion, systemLabel } from '../features/regions.ts';
import type { CompiledRule } from './rule.ts';

/** Both lie in one region of the system; where `onlyIfField` is set, only for participants who said yes there. */
export function sameRegion(rule: RuleOf<'same-region'>, fields: FieldReader): CompiledRule {
  const mine = placeColumn(fields, 'participant', rule.participantField);
  const theirs = placeColumn(fields, 'mentor', rule.mentorField);
  const asked =
    rule.onlyIfField === undefined ? undefined : yesNoColumn(fields, 'participant', rule.onlyIfField);
  const shares = sharesRegion(fields, rule.system);
  const table = pairTable(
    categorise(mine.values, (place) => place),
    categorise(theirs.values, (place) => place),
    (a, b) => Number(a !== NONE && b !== NONE && !shares(a, b)),
  );

  return {
    row(participant, blocked) {
      if (asked !== undefined && asked.values[participant] !== true) blocked.fill(0);
      else table.row(participant, blocked);
    },
    reason(participant, mentor) {
      if (mine.field.confidential || theirs.field.confidential) return 'They are in two regions.';
      const [here, there] = [mine.values[participant], theirs.values[mentor]].map((place) =>
        regionLabel(fields, rule.system, place as number),
      );
      return `They are in two regions (${systemLabel(fields, rule.system)}): ${here} and ${there}.`;
    },
  };
}
