import type { ImportProblem } from '#solver/contract/api/import.ts';
import { counted } from '../../../parts/counted.ts';
import { placeOf } from '../../../session/import-questions.ts';

/** Problems that one repair can mend: the same trouble with the same field. */
export interface ProblemGroup {
  key: string;
  severity: ImportProblem['severity'];
  code: ImportProblem['code'];
  field: string | null;
  problems: ImportProblem[];
}

const ORDER: readonly ImportProblem['severity'][] = ['error', 'question', 'note'];

/** Problems that are mended row by row, grouped by their repair; what blocks the import comes first, then what is most frequent. */
export function problemGroups(problems: readonly ImportProblem[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>();
  for (const problem of problems) {
    if (placeOf(problem) !== 'rows') continue;
    const { severity, code, field } = problem;
    const key = JSON.stringify([severity, code, field]);
    const group = groups.get(key) ?? { key, severity, code, field, problems: [] };
    group.problems.push(problem);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.problems.length - a.problems.length,
  );
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
