import type { RepeatedApplication } from '#solver/contract/api/intake.ts';
import type { Answer, Application } from '#solver/contract/cohort.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf, listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { viewSees } from '../../auth/view.ts';
import type { View } from '../../auth/view.ts';
import { answersBetween } from '../../files/answers-between.ts';
import { toStored } from '../../jobs/stored-person.ts';
import type { KnownPerson, StoredPerson } from '../../store/people.ts';
import type { Repositories } from '../../store/store.ts';
import type { StoredSubmission } from '../../store/submissions.ts';
import { noSuchCohort } from '../not-found.ts';
import { askedFields } from './form-answers.ts';

/** The newer answers; what the form does not ask stays. */
export function renewed(
  programme: Programme,
  before: KnownPerson,
  { valuesJson }: StoredSubmission,
): StoredPerson {
  const form = formOf(programme, before.side);
  const asked = new Set(askedFields(form).map(({ id }) => id));
  const values = JSON.parse(before.valuesJson) as Application['values'];
  const kept = Object.entries(values).filter(([id]) => !asked.has(id));
  const newer = JSON.parse(valuesJson ?? '{}') as Application['values'];
  return toStored(programme, before.side, {
    id: before.id,
    values: { ...Object.fromEntries(kept), ...newer },
  });
}

interface Told {
  programme: Programme;
  view: View;
  submission: StoredSubmission;
}

/** A second application beside the first, as far as this view may see the answers. */
export async function tellRepeated(
  { people }: Pick<Repositories, 'people'>,
  { programme, view, submission }: Told,
): Promise<RepeatedApplication> {
  const { id, cohortId, side, personId, submittedAt } = submission;
  const person = await people.get(cohortId, side, personId);
  if (!person) throw noSuchCohort(cohortId);
  const form = formOf(programme, side);
  const differences = answersBetween(
    person.valuesJson,
    renewed(programme, person, submission).valuesJson,
  ).flatMap(({ field: fieldId, before, after }) => {
    const field = form.fields.find((one) => one.id === fieldId);
    if (!field || !viewSees(view, programme, side, field)) return [];
    const words = (answer: Answer | null) => answerWords(programme, field, answer);
    return [{ label: field.label, before: words(before), after: words(after) }];
  });
  const name = view.isBlind ? `${form.label} ${person.number}` : person.name;
  return { id, side, name, submittedAt, differences };
}

/** An answer as the form words it. */
function answerWords(programme: Programme, field: Field, answer: Answer | null): string {
  if (answer === null) return '';
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  const offered = field.kind === 'place' ? programme.geography.places : listOf(programme, field)?.options;
  const labels = new Map(offered?.map(({ id, label }) => [id, label]));
  return [answer]
    .flat()
    .map((part) => labels.get(String(part)) ?? String(part))
    .join(', ');
}
