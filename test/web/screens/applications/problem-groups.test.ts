import { describe, expect, it } from 'vitest';
import type { ImportProblem } from '#solver/contract/api/import.ts';
import { problemGroups, titleOf } from '../../../../web/src/screens/applications/import/problem-groups.ts';

function problem(parts: Partial<ImportProblem>): ImportProblem {
  return {
    severity: 'error',
    code: 'MISSING_REQUIRED',
    row: 2,
    column: 0,
    field: 'email',
    value: null,
    message: 'Mend it.',
    ...parts,
  };
}

describe('problems grouped by their repair', () => {
  it('puts the same trouble with the same field together, what blocks first', () => {
    const groups = problemGroups([
      problem({ severity: 'note', code: 'RAGGED_ROW', field: null, row: 2 }),
      problem({ code: 'NOT_AN_EMAIL', row: 5, value: 'x' }),
      problem({ row: 3 }),
      problem({ row: 4 }),
    ]);
    expect(groups.map((group) => [group.code, group.problems.map((one) => one.row)])).toEqual([
      ['MISSING_REQUIRED', [3, 4]],
      ['NOT_AN_EMAIL', [5]],
      ['RAGGED_ROW', [2]],
    ]);
  });

  it('leaves out what is settled at the columns or once for a value', () => {
    const elsewhere = [
      problem({ code: 'UNSURE_COLUMN', row: null }),
      problem({ code: 'UNKNOWN_VALUE', value: 'Acad.' }),
      problem({ code: 'NOT_A_NUMBER', value: 'eight' }),
    ];
    expect(problemGroups(elsewhere)).toEqual([]);
  });

  it('says in its title how many rows lack what', () => {
    const [group] = problemGroups([problem({ row: 3 }), problem({ row: 4 })]);
    expect(group && titleOf(group, 'E-mail address')).toBe('2 rows without E-mail address');
  });
});
