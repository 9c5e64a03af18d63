import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { Answer, Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf, listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';

/** Headers of the sample under the fields of the programme. */
const HEADERS: Record<string, string> = {
  firstName: 'first name',
  lastName: 'last name',
  email: 'email address',
  jobTitle: 'job title',
  grade: 'grade',
  organisation: 'organisation',
  profession: 'profession',
  identityWish: 'match with similar identity',
  identity: 'identity to match',
  characteristics: 'characteristics',
};
const GRADES = ['AA', 'AO', 'EO', 'HEO', 'SEO', 'Grade 7', 'Grade 6', 'SCS1', 'SCS2', 'SCS3', 'SCS4'];

type Row = Record<string, string>;
const [mentees, mentors] = ['mentees.csv', 'mentors.csv'].map(read) as [Row[], Row[]];

test('the sample scores as its own rules say, through a programme file alone', () => {
  const programme = shippedProgramme('civil-service');
  if (!programme) throw new Error('the civil-service programme is not shipped');
  const compiled = compileCohort(
    {
      format: 'mile-cohort/1',
      programme: 'civil-service',
      participants: mentees.map((row, index) => application(programme, 'participant', row, index)),
      mentors: mentors.map((row, index) => application(programme, 'mentor', row, index)),
    },
    programme,
  );
  const { problem, possiblePairs, allowedPairs, weights } = scoreCohort(compiled, programme.policy);
  expect([possiblePairs, allowedPairs]).toEqual([2500, 392]);

  const { participant, mentor, score } = problem.pairs;
  const rates = new Set<number>();
  for (let pair = 0; pair < allowedPairs; pair += 1) {
    const expected = sampleScore(
      mentees[participant[pair] as number] as Row,
      mentors[mentor[pair] as number] as Row,
    );
    if (expected === undefined) throw new Error(`pair ${pair} should not be allowed`);
    rates.add((score[pair] as number) / expected);
  }
  // One rate for all pairs: the same proportions, in whole points.
  expect(rates.size).toBe(1);
  expect(weights.total).toBeGreaterThan(0);
});

/** The sample's own scoring, as its description gives it; undefined where the pair is not allowed. */
function sampleScore(mentee: Row, candidate: Row): number | undefined {
  const steps = GRADES.indexOf(candidate['grade'] as string) - GRADES.indexOf(mentee['grade'] as string);
  if (steps <= 0 || steps > 2 || mentee['organisation'] === candidate['organisation']) return undefined;
  const identity = mentee['identity to match'] as string;
  const wished = mentee['match with similar identity'] === 'yes' && identity !== '';
  const shared = (candidate['characteristics'] as string).split(', ').includes(identity);
  return (
    (steps === 2 ? 12 : 9) +
    (mentee['profession'] === candidate['profession'] ? 10 : 0) +
    (wished && shared ? 6 : 0)
  );
}

function read(name: string): Row[] {
  const file = new URL(`../../instances/mentor-match-small/${name}`, import.meta.url);
  return Papa.parse<Row>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;
}

function application(programme: Programme, side: Side, row: Row, index: number): Application {
  const values = formOf(programme, side).fields.flatMap((field): [string, Answer][] => {
    const cell = row[HEADERS[field.id] ?? ''] ?? '';
    return cell === '' ? [] : [[field.id, answer(programme, field, cell)]];
  });
  return { id: `${side}-${String(index).padStart(2, '0')}`, values: Object.fromEntries(values) };
}

function answer(programme: Programme, field: Field, cell: string): Answer {
  const options = listOf(programme, field)?.options;
  const idOf = (label: string) => {
    const known = options?.find((option) => option.label === label || option.synonyms.includes(label));
    if (!known) throw new Error(`"${label}" is no option of ${field.id}`);
    return known.id;
  };
  if (field.kind === 'yesNo') return cell === 'yes';
  if (field.kind === 'choices') return cell.split(', ').map(idOf);
  return options ? idOf(cell) : cell;
}
