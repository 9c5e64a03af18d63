import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { RecordHead } from '#solver/contract/api/record.ts';
import { printHead } from '../record/printed-head.ts';
import { programVersion } from '../versions.ts';

interface Taken {
  head: RecordHead;
  cohorts: readonly CohortSummary[];
  takenAt: Date;
}

/** What the archive is, for whoever opens it in ten years. */
export function readMe({ head, cohorts, takenAt }: Taken): string {
  const names = cohorts.map(({ name, id }) => `  ${name} (${id})`);
  return `${[
    'EVERYTHING THAT MILE MATCH KEEPS',
    '',
    `Taken ${takenAt.toISOString()} by mile-match ${programVersion()}.`,
    `Head of the record: ${printHead(head)}`,
    '',
    'This archive holds personal data: names, addresses, answers in confidence. Keep it where',
    'nobody else can read it, and remove it when it has served. Who is erased later stays in it.',
    '',
    'What is in it',
    '  accounts.csv                  who may use the service; no passwords',
    '  letters.csv                   who was sent which letter by mail, when, and what became of it',
    '  record.csv, record.ndjson     who did what, when and why; the second as it is hashed',
    '  programmes/ID-version-N.json  forms, lists, texts and first policy; can be added again',
    '  problems/NAME-ID/             problem files of the Lab, what came of them, and their results;',
    '                                about.json names what was removed while the archive was made',
    '  cohorts/NAME-ID/',
    '    cohort.json                 name, programme, counts',
    '    participants.csv, mentors.csv   applications; can be imported again',
    '    applications.json           the same with state (active, waiting, withdrawn) and revision',
    '    history.json                every change of an application: who, when, why, before, after',
    '    comments.csv, comments.json',
    '    policies.json               every policy that was in force: weights, rules, pins, forbids',
    '    committee.json              members, proposals, decisions; answers once they were revealed',
    '    publications.csv            published versions: when, by whom, why',
    '    letters-and-dates.json      templates, kick-off, months',
    '    public-form.json            when applications were taken, and what was sent in',
    '    year.json                   what became of the pairs: events, check-ins, surveys at the close,',
    '                                reminders; once these are erased, the figures that were kept of them',
    '    match-sets/NAME-ID/',
    '      pairs.csv                 who is paired with whom, and who is left',
    '      set.json                  the same with policy, names, versions and hashes',
    '      problem.json, result.json what was solved and what came out, with its proof',
    '',
    'Left out: passwords, sessions, links that were given out, answers that are not revealed yet,',
    'notes in check-ins that people wrote for themselves, what the letters say, and runs of the Lab.',
    '',
    'CSV files are UTF-8. A cell that a spreadsheet would run as a formula begins with an apostrophe;',
    'the import takes it away again. Times are UTC. The files of a cohort are of one moment; what was',
    'changed while the archive was made may be in one cohort and not yet in another.',
    '',
    'How to check it',
    '  npm run -s mile -- verify problem.json result.json     is the match allowed and best?',
    `  npm run -s mile -- record --verify --printed ${printHead(head)}`,
    '                                                         is the record of the service still that one?',
    '',
    'Cohorts',
    ...(names.length > 0 ? names : ['  none']),
    '',
  ].join('\n')}`;
}
