import type { ImportProblem } from '#solver/contract/api/import.ts';
import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Criterion } from '#solver/contract/policy/criteria.ts';
import { fieldsRead } from '#solver/contract/policy/fields-read.ts';
import type { Rule } from '#solver/contract/policy/rules.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** A rule or a criterion of the policy, and how a sentence calls it. */
interface Reader {
  part: Rule | Criterion;
  called: string;
}

/**
 * A note for each field that an active rule or criterion reads but that neither the file nor anybody's application holds. The key field
 * has a problem of its own, and a postcode only makes a place more exact.
 */
export function fieldsWithoutColumn(
  programme: Programme,
  side: Side,
  existing: readonly Application[],
  mapped: ReadonlySet<string>,
): ImportProblem[] {
  const { fields, keyField } = formOf(programme, side);
  const readers = activeReaders(programme);
  return fields.flatMap(({ id, label, kind }) => {
    if (mapped.has(id) || id === keyField || kind === 'postcode') return [];
    if (existing.some(({ values }) => values[id] !== undefined)) return [];
    const reading = readers.filter(({ part }) => reads(part, side, id));
    return reading.length === 0 ? [] : [noteOf(id, label, reading)];
  });
}

function activeReaders({ policy }: Programme): Reader[] {
  const rules = policy.rules.filter(({ on }) => on);
  const criteria = policy.criteria.filter(({ weight }) => weight > 0);
  return [
    ...rules.map((part) => ({ part, called: `the rule "${part.label}"` })),
    ...criteria.map((part) => ({ part, called: `the criterion "${part.label}"` })),
  ];
}

function reads(part: Rule | Criterion, side: Side, field: string): boolean {
  return fieldsRead(part).some((read) => read.side === side && read.field === field);
}

function noteOf(field: string, label: string, reading: readonly Reader[]): ImportProblem {
  const demanded = reading.some(({ part }) => part.kind === 'agreed' && !part.missingIsYes);
  const effect = demanded
    ? 'no answer counts as no, so nobody of this file can be matched'
    : "nobody's answer will count";
  const names = reading.map(({ called }) => called);
  const last = names.at(-1) ?? '';
  const who = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last} read` : `${last} reads`;
  return {
    severity: 'note',
    code: 'FIELD_WITHOUT_COLUMN',
    row: null,
    column: null,
    field,
    value: null,
    message: `No column holds "${label}", which ${who}: ${effect}.`,
  };
}
