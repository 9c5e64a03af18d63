import type { ImportProblem } from '#solver/contract/api/import.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { readJson } from './input.ts';
import { choicesFileSchema, readSide } from './read-side.ts';
import type { ReadSide } from './read-side.ts';

export interface CohortFiles {
  participants: string;
  mentors: string;
  choices?: string | undefined;
}

/** Both files as a cohort; every open question of either is named at once. */
export async function readCohort(
  programme: Programme,
  files: CohortFiles,
): Promise<{ cohort: Cohort; notes: string[] }> {
  const choices =
    files.choices === undefined
      ? choicesFileSchema.parse({})
      : await readJson(files.choices, choicesFileSchema, 'INVALID_INPUT');
  const participants = await readSide(programme, 'participant', files.participants, choices.participant);
  const mentors = await readSide(programme, 'mentor', files.mentors, choices.mentor);
  refuseOpen([participants, mentors]);
  const cohort: Cohort = {
    format: 'mile-cohort/1',
    programme: programme.id,
    participants: participants.applications,
    mentors: mentors.applications,
  };
  return { cohort, notes: [...participants.notes, ...mentors.notes] };
}

const COLUMN_CODES: ReadonlySet<ImportProblem['code']> = new Set<ImportProblem['code']>([
  'UNSURE_COLUMN',
  'COLUMN_TWICE',
  'KEY_FIELD_NOT_MAPPED',
]);

function refuseOpen(sides: readonly ReadSide[]): void {
  const open = sides.flatMap(({ path, open: problems }) => problems.map((problem) => ({ path, problem })));
  if (open.length === 0) return;
  const lines = open.map(({ path, problem }) => `  ${path}: ${problem.code}: ${problem.message}`);
  const code = open.some(({ problem }) => COLUMN_CODES.has(problem.code))
    ? 'UNSURE_COLUMNS'
    : 'IMPORT_NOT_READY';
  const many = open.length === 1 ? '1 question is' : `${open.length} questions are`;
  throw new MileError(
    code,
    `${many} open. Mend the files, or answer with --choices FILE.\n${lines.join('\n')}`,
  );
}
