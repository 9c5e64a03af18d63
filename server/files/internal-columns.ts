import { compactLabel } from './labels.ts';

/** Columns that form tools add by themselves; no programme asks for them. */
const INTERNAL = new Set(
  [
    ...[
      'Timestamp',
      'ID',
      'Start time',
      'Completion time',
      'Last modified time',
      'Score',
      'Total points',
      'Quiz feedback',
    ],
    ...[
      'Respondent ID',
      'Collector ID',
      'Start date',
      'End date',
      'Date created',
      'Date modified',
      'IP address',
    ],
    ...[
      'Custom data',
      'Custom data 1',
      'Submission date',
      'Submission ID',
      'Submitted at',
      'Submit date',
      'Response ID',
    ],
    ...[
      'Entry ID',
      'Entry date',
      'Date submitted',
      'Created at',
      'Updated at',
      'User agent',
      'Source URL',
      'Network ID',
    ],
    ...[
      'Status',
      'Progress',
      'Duration (in seconds)',
      'Finished',
      'Recorded date',
      'Response type',
      'Language',
    ],
    ...[
      'Distribution channel',
      'External reference',
      'Location latitude',
      'Location longitude',
      'Row',
      'No',
      'Number',
      '#',
    ],
  ].map(compactLabel),
);

/** Of these the later is the later application. */
const SUBMITTED = [
  'Completion time',
  'Timestamp',
  'End date',
  'Date modified',
  'Submission date',
  'Submitted at',
]
  .concat(['Submit date', 'Date submitted', 'Entry date', 'Recorded date', 'Start time', 'Start date'])
  .map(compactLabel);

export function isInternalHeader(header: string): boolean {
  return INTERNAL.has(compactLabel(header));
}

/** Index of the column that says when an application was sent, or -1. */
export function submittedColumn(headers: readonly string[]): number {
  const compact = headers.map(compactLabel);
  for (const name of SUBMITTED) {
    const column = compact.indexOf(name);
    if (column >= 0) return column;
  }
  return -1;
}
