import { describe, expect, it } from 'vitest';
import type { ImportProblem } from '#solver/contract/api/import.ts';
import {
  lineKeys,
  problemGroups,
  titleOf,
} from '../../../../web/src/screens/applications/import/problem-groups.ts';
import { questionsOf } from '../../../../web/src/session/import-questions.ts';

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
  const note = problem({ severity: 'note', code: 'RAGGED_ROW', field: null, row: 2 });
  const faulty = problem({ code: 'NOT_AN_EMAIL', row: 5, value: 'x' });
  const all = [note, faulty, problem({ row: 3 }), problem({ row: 6 })];
  const asked = questionsOf({ columns: [], values: [], problems: all });

  it('puts the same trouble with the same field together, what blocks first, then what is most frequent', () => {
    const groups = problemGroups(all, asked);
    expect(groups.map((group) => [group.code, group.problems.map((one) => one.row)])).toEqual([
      ['MISSING_REQUIRED', [3, 6]],
      ['NOT_AN_EMAIL', [5]],
      ['RAGGED_ROW', [2]],
    ]);
  });

  it('keeps groups and lines where they stand while one after the other is mended', () => {
    const left = problemGroups([note, faulty, problem({ row: 6 })], asked);
    expect(left.map(({ code }) => code)).toEqual(['MISSING_REQUIRED', 'NOT_AN_EMAIL', 'RAGGED_ROW']);
    const keysOf = (rows: readonly number[]) => lineKeys(rows.map((row) => problem({ row })));
    expect(keysOf([6, 6])).toEqual(keysOf([3, 6, 6]).slice(1));
    expect(new Set(keysOf([3, 6, 6])).size).toBe(3);
  });

  it('leaves out what is settled at the columns or once for a value', () => {
    const elsewhere = [
      problem({ code: 'UNSURE_COLUMN', row: null }),
      problem({ code: 'UNKNOWN_VALUE', value: 'Acad.' }),
      problem({ code: 'NOT_A_NUMBER', value: 'eight' }),
    ];
    expect(problemGroups(elsewhere, [])).toEqual([]);
  });

  it('says in its title how many rows lack what', () => {
    const [group] = problemGroups([problem({ row: 3 }), problem({ row: 4 })], []);
    expect(group && titleOf(group, 'E-mail address')).toBe('2 rows without E-mail address');
  });
});
