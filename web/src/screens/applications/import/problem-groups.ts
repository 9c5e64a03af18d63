import type { ImportProblem } from '#solver/contract/api/import.ts';
import { counted } from '../../../parts/counted.ts';
import { groupKey, placeOf } from '../../../session/import-questions.ts';

/** Problems that one repair can mend: the same trouble with the same field. */
export interface ProblemGroup {
  key: string;
  severity: ImportProblem['severity'];
  code: ImportProblem['code'];
  field: string | null;
  problems: ImportProblem[];
}

const ORDER: readonly ImportProblem['severity'][] = ['error', 'question', 'note'];

/**
 * Problems that are mended row by row, grouped by their repair. What blocks the import comes first, then what was asked first: a group
 * keeps its place while it is mended, and with it the text that is being typed in it.
 */
export function problemGroups(problems: readonly ImportProblem[], asked: readonly string[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>();
  for (const problem of problems) {
    if (placeOf(problem) !== 'rows') continue;
    const { severity, code, field } = problem;
    const key = groupKey(problem);
    const group = groups.get(key) ?? { key, severity, code, field, problems: [] };
    group.problems.push(problem);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || asked.indexOf(a.key) - asked.indexOf(b.key),
  );
}

/** One key for each problem that stays its own while others are mended, so that a text being typed beside it is not drawn anew. */
export function lineKeys(problems: readonly ImportProblem[]): string[] {
  const met = new Map<number | null, number>();
  return problems.map(({ row }) => {
    const nth = (met.get(row) ?? 0) + 1;
    met.set(row, nth);
    return `${row} ${nth}`;
  });
}

/** A group in a few words: "7 rows without County". */
export function titleOf(group: ProblemGroup, fieldLabel: string | undefined): string {
  const rows = counted(group.problems.length, 'row');
  const field = fieldLabel ?? 'an answer';
  switch (group.code) {
    case 'MISSING_REQUIRED':
      return `${rows} without ${field}`;
    case 'NOT_AN_EMAIL':
      return `${rows} with a faulty address: ${field}`;
    case 'SAME_PERSON_TWICE':
      return `${rows} from people who applied more than once`;
    case 'RAGGED_ROW':
      return `${rows} with more cells than there are headers`;
    case 'TOO_LONG':
      return `${rows} where ${field} is too long`;
    default:
      return `${rows} to look at: ${field}`;
  }
}
