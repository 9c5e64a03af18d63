import type { Side } from '../../contract/identifier.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { tableRule } from './class-rule.ts';
import type { CompiledRule } from './rule.ts';

/** Why somebody is allowed with nobody; undefined where nothing stands in the way. */
type Reasons = readonly (string | undefined)[];

/** A rule about each person alone: whoever has a reason is allowed with nobody. */
export function personRule(participants: Reasons, mentors: Reasons): CompiledRule {
  const barred = (reasons: Reasons) => categorise(reasons, (reason) => Number(reason !== undefined));
  const table = pairTable(barred(participants), barred(mentors), (a, b) =>
    Number(a !== undefined || b !== undefined),
  );
  return tableRule(table, (participant, mentor) =>
    [participants[participant], mentors[mentor]].filter((reason) => reason !== undefined).join(' '),
  );
}

/** A rule about the people of one side. */
export function onSide(
  fields: FieldReader,
  side: Side,
  reasonOf: (person: number) => string | undefined,
): CompiledRule {
  const asked = fields.people(side).applications.map((_, person) => reasonOf(person));
  return side === 'participant'
    ? personRule(asked, everybodyFree(fields, 'mentor'))
    : personRule(everybodyFree(fields, 'participant'), asked);
}

function everybodyFree(fields: FieldReader, side: Side): Reasons {
  return fields.people(side).applications.map(() => undefined);
}
