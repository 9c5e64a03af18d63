import type { Answer } from '../../contract/cohort.ts';
import { MileError } from '../../contract/errors.ts';
import type { Side } from '../../contract/identifier.ts';
import type { Field, FieldKind } from '../../contract/programme/fields.ts';
import { fieldOf } from '../../contract/programme/programme.ts';
import type { Features } from './features.ts';
import type { People } from './people.ts';

/** What names the fields: a criterion, a rule, a quota, or a form for its limits. */
export interface Asker {
  readonly kind: 'criterion' | 'rule' | 'quota' | 'form';
  readonly id: string;
}

/** One field of one side, with its answers in the canonical order of the people. */
export interface Column<Value> {
  readonly field: Field;
  /** "the mentor" */
  readonly who: string;
  readonly values: readonly Value[];
}

/** Gives an asker the programme's fields and refuses those that the programme lacks. */
export class FieldReader {
  readonly features: Features;
  readonly asker: Asker;

  constructor(features: Features, asker: Asker) {
    this.features = features;
    this.asker = asker;
  }

  people(side: Side): People {
    return side === 'participant' ? this.features.participants : this.features.mentors;
  }

  /** The field, of one of these kinds. Throws UNKNOWN_FIELD. */
  field(side: Side, id: string, kinds: readonly FieldKind[]): Field {
    const field = fieldOf(this.features.programme, side, id);
    if (field === undefined) throw this.#unknown(side, id, `the ${side} form has no field "${id}"`);
    if (kinds.includes(field.kind)) return field;
    throw this.#unknown(side, id, `the field "${id}" is of kind ${field.kind}, not ${kinds.join(' or ')}`);
  }

  /**
   * A field of one of these kinds with each person's answer as its reader sees it; `missing` where there is none. The reader that
   * `readerFor` gives answers undefined for what the field cannot hold: INVALID_COHORT.
   */
  column<Value>(
    side: Side,
    id: string,
    kinds: readonly FieldKind[],
    missing: Value,
    readerFor: (field: Field) => (answer: Answer) => Value | undefined,
  ): Column<Value> {
    const field = this.field(side, id, kinds);
    const people = this.people(side);
    const read = readerFor(field);
    const answers = people.answers.get(id) ?? [];
    const values = answers.map((answer, person) => {
      if (isMissing(answer)) return missing;
      const value = read(answer);
      if (value === undefined) throw unreadable(side, people.applications[person]?.id ?? '', field);
      return value;
    });
    return { field, who: people.who, values };
  }

  /** Throws INVALID_POLICY: the asker names something that the programme lacks. */
  refuse(message: string): never {
    const { kind, id } = this.asker;
    throw new MileError('INVALID_POLICY', `The ${kind} "${id}" cannot be used: ${message}.`, { [kind]: id });
  }

  #unknown(side: Side, field: string, message: string): MileError {
    const { kind, id } = this.asker;
    return new MileError(
      'UNKNOWN_FIELD',
      `The ${kind} "${id}" cannot be used: ${message}. Name another field or change the programme.`,
      { [kind]: id, side, field },
    );
  }
}

function isMissing(answer: Answer | undefined): answer is undefined {
  if (typeof answer === 'string') return answer.trim() === '';
  return answer === undefined || (Array.isArray(answer) && answer.length === 0);
}

function unreadable(side: Side, person: string, field: Field): MileError {
  return new MileError(
    'INVALID_COHORT',
    `The ${side} "${person}" has an answer to "${field.label}" that the field does not offer. Correct the answer or import it again.`,
    { side, id: person, field: field.id },
  );
}
