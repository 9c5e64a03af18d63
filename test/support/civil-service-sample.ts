import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Answer, Application, Cohort } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** The public sample as a cohort of its programme, read by labels and headers alone; the e-mail address is the id. */
export function civilServiceSample(programme: Programme): Cohort {
  return {
    format: 'mile-cohort/1',
    programme: programme.id,
    participants: applications(programme, 'participant', 'mentees.csv'),
    mentors: applications(programme, 'mentor', 'mentors.csv'),
  };
}

function applications(programme: Programme, side: Side, file: string): Application[] {
  const text = readFileSync(new URL(`../instances/mentor-match-small/${file}`, import.meta.url), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  return data.map((row) => {
    const values: Record<string, Answer> = {};
    for (const field of programme[side].fields) {
      const cell = row[field.label.toLowerCase()];
      if (cell === undefined) throw new Error(`${file} has no column "${field.label}"`);
      if (cell !== '') values[field.id] = answerOf(programme, field, cell);
    }
    return { id: String(values.email), values };
  });
}

function answerOf(programme: Programme, field: Field, cell: string): Answer {
  if (field.kind === 'yesNo') return cell === 'yes';
  const list = listOf(programme, field);
  if (list === undefined) return cell;
  const idOf = (label: string) => {
    const option = list.options.find((candidate) => candidate.label === label);
    if (option === undefined) throw new Error(`"${label}" is not in the list of ${field.id}`);
    return option.id;
  };
  return field.kind === 'choices' ? cell.split(', ').map(idOf) : idOf(cell);
}
