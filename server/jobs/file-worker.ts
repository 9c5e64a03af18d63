import { importPreviewSchema, importRequestSchema, readFileSchema } from '#solver/contract/api/import.ts';
import { calendarsOf } from '../files/announce/write-calendars.ts';
import { writeAnnounceFile } from '../files/announce/write-file.ts';
import { answersBetween } from '../files/answers-between.ts';
import { checkImport } from '../files/check-import.ts';
import { importStopped } from '../files/import-stopped.ts';
import { readTable } from '../files/read-table.ts';
import type { ImportProgress } from '#solver/contract/api/import.ts';
import { learnMapping, recallChoices } from '../files/remembered-mapping.ts';
import { answering } from './answering.ts';
import type { Run } from './answering.ts';
import { writeApplicationsOf, writeMatch } from './file-worker-write.ts';
import type { FileTasks, ImportResult, ImportTask } from './file-tasks.ts';
import type { KnownPerson, StoredPerson } from '../store/people.ts';
import { parseBody } from './parse-body.ts';
import { fromStored, toStored } from './stored-person.ts';

/** Reads and writes files: runs in a thread of its own, so that a large file holds nobody up. */
export default answering<FileTasks>({
  judge: async (wanted) => {
    const { refuseWeakPassword } = await import('../auth/password-strength.ts');
    refuseWeakPassword(wanted);
    return null;
  },
  read: async ({ bytes, fileName, sheet, headerRow }) =>
    JSON.stringify(readFileSchema.parse(await readTable(bytes, fileName, { sheet, headerRow }))),
  check: (task, run) => JSON.stringify(importPreviewSchema.parse(checked(task, run).preview)),
  apply,
  write: writeMatch,
  writeApplications: writeApplicationsOf,
  announce: ({ file, match, letters }) => writeAnnounceFile(file, match, letters),
  calendars: ({ match, schedule }) => calendarsOf(match, schedule),
});

function checked({ programme, people, body, remembered }: ImportTask, run: Run) {
  const request = parseBody(body, importRequestSchema, 'INVALID_INPUT');
  const side = people.filter((person) => person.side === request.side);
  const total = request.table.rows.length;
  const { choices, recalled } = recallChoices(remembered[request.side], request.table, request.choices);
  const tell = (done: number) => {
    if (run.isStopped()) throw importStopped();
    run.tell?.(JSON.stringify({ phase: 'checking', done, total } satisfies ImportProgress));
  };
  const { preview, applications } = checkImport(
    programme,
    side.map(fromStored),
    { ...request, choices },
    tell,
  );
  return { programme, side, request, applications, preview: { ...preview, recalled } };
}

function apply(task: ImportTask, run: Run): ImportResult {
  const { programme, side, request, preview, applications } = checked(task, run);
  const before = new Map(side.map((person) => [person.id, person]));
  const changed = applications
    .map((application) => toStored(programme, request.side, application))
    .filter((person) => before.get(person.id)?.valuesJson !== person.valuesJson);
  return {
    ready: preview.ready,
    counts: preview.counts,
    side: request.side,
    mapping: learnMapping(task.remembered[request.side], request.table, request.choices),
    problems: preview.problems.filter((problem) => problem.severity !== 'note').length,
    changed,
    history: changed.map((person) => becoming(before.get(person.id), person)),
  };
}

/** What an import does to somebody. Of who is new the answers themselves are the record. */
function becoming(
  before: KnownPerson | undefined,
  { side, id, valuesJson }: StoredPerson,
): ImportResult['history'][number] {
  const changes = before ? answersBetween(before.valuesJson, valuesJson) : [];
  const { revision = 0, state = 'active' } = before ?? {};
  return { side, person: id, revision: revision + 1, state, changes };
}
