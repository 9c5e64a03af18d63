import type { Answer, Application } from '../../contract/cohort.ts';
import { MileError } from '../../contract/errors.ts';
import { compareIdentifiers } from '../../contract/identifier.ts';
import type { Side } from '../../contract/identifier.ts';
import type { Form } from '../../contract/programme/programme.ts';

/** One side of a cohort in canonical order: by id, so that nothing depends on the order of a file. */
export interface People {
  readonly side: Side;
  readonly form: Form;
  /** What a sentence calls somebody of this side: "the mentor". */
  readonly who: string;
  readonly applications: readonly Application[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** For each field of the form everybody's answer, undefined where there is none. */
  readonly answers: ReadonlyMap<string, readonly (Answer | undefined)[]>;
}

/** Puts one side in canonical order. Throws INVALID_COHORT where two people share an id. */
export function orderPeople(side: Side, form: Form, applications: readonly Application[]): People {
  const ordered = [...applications].sort((a, b) => compareIdentifiers(a.id, b.id));
  const indexOf = new Map(ordered.map((application, index) => [application.id, index]));
  if (indexOf.size !== ordered.length) throw twice(side, ordered);
  const who = `the ${form.label.toLowerCase()}`;
  return { side, form, who, applications: ordered, indexOf, answers: answersByField(form, ordered) };
}

/** One pass over all answers: looking fields up one by one in thousands of records of many shapes takes several times as long. */
function answersByField({ fields }: Form, applications: readonly Application[]): People['answers'] {
  const open = (): (Answer | undefined)[] => new Array<undefined>(applications.length).fill(undefined);
  const answers = new Map(fields.map(({ id }) => [id, open()]));
  applications.forEach(({ values }, person) => {
    for (const [field, answer] of Object.entries(values)) {
      const column = answers.get(field);
      if (column) column[person] = answer;
    }
  });
  return answers;
}

function twice(side: Side, ordered: readonly Application[]): MileError {
  const id = ordered.find((application, index) => application.id === ordered[index + 1]?.id)?.id;
  return new MileError('INVALID_COHORT', `The ${side} id "${id}" is used twice. Give each person one id.`, {
    side,
    id,
  });
}
