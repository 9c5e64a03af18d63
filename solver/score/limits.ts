import { MileError } from '../contract/errors.ts';
import type { Side } from '../contract/identifier.ts';
import { LIMIT_LIMIT } from '../contract/problem.ts';
import type { ProblemNode } from '../contract/problem.ts';
import { numberColumn } from './features/columns.ts';
import type { Features } from './features/features.ts';
import { FieldReader } from './features/field-reader.ts';

/** Least and most partners of everybody on a side, as the form says where to find them. Throws INVALID_COHORT where they cannot hold. */
export function limitsOf(features: Features, side: Side): ProblemNode[] {
  const fields = new FieldReader(features, { kind: 'form', id: side });
  const { form, applications } = fields.people(side);
  const limits = ([source, name]: readonly [typeof form.min, string]) => {
    const stated = source.field === undefined ? undefined : numberColumn(fields, side, source.field).values;
    return applications.map((application, person) => {
      const value = stated?.[person] ?? Number.NaN;
      const limit = Number.isNaN(value) ? source.default : value;
      if (Number.isInteger(limit) && limit >= 0 && limit <= LIMIT_LIMIT) return limit;
      throw refused(
        side,
        application.id,
        `the ${name} number of partners is ${limit}; give a whole number from 0 on`,
      );
    });
  };
  const [least, most] = [limits([form.min, 'least']), limits([form.max, 'greatest'])];
  return applications.map(({ id }, person) => {
    const [min, max] = [least[person] as number, most[person] as number];
    if (min > max)
      throw refused(side, id, `at least ${min} partners and at most ${max} cannot both hold; change one`);
    return { id, min, max };
  });
}

function refused(side: Side, id: string, message: string): MileError {
  return new MileError(
    'INVALID_COHORT',
    `The application of the ${side} "${id}" cannot be used: ${message}.`,
    {
      side,
      id,
    },
  );
}
