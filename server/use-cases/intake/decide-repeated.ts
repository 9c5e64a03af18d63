import type { Intake } from '#solver/contract/api/intake.ts';
import { MileError } from '#solver/contract/errors.ts';
import { answersBetween } from '../../files/answers-between.ts';
import type { Repositories } from '../../store/store.ts';
import type { StoredSubmission } from '../../store/submissions.ts';
import type { Context } from '../context.ts';
import { noSuchCohort } from '../not-found.ts';
import type { Editor } from '../people/change-people.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { recordDeed } from '../record/record-deed.ts';
import { tellIntake } from './read-intake.ts';
import { renewed } from './tell-repeated.ts';

/** Takes the newer answers of somebody who applied again, or puts them aside. Throws NOT_FOUND and DECIDED_ALREADY. */
export async function decideRepeated(
  { store, live }: Context,
  cohortId: string,
  { submission: id, take }: { submission: string; take: boolean },
  { view, by }: Editor,
): Promise<Intake> {
  const intake = await store.transaction(async (repositories) => {
    const { submissions } = repositories;
    const found = (await submissions.ofCohort(cohortId)).find((submission) => submission.id === id);
    if (!found) throw noSuchCohort(cohortId);
    if (found.state !== 'repeated')
      throw new MileError('DECIDED_ALREADY', 'Somebody else has decided about this application already.');
    if (take) await takeRepeated(repositories, found, by.viewer?.name ?? '');
    else await submissions.change(id, { state: 'put-aside' });
    const facts = { submission: id, person: found.personId, taken: take };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'application.decided', facts });
    return tellIntake(repositories, cohortId, view);
  });
  live.changed(cohortId, { kind: 'people', by: by.viewer });
  return intake;
}

/** Whoever applies again takes part again; the link of the first application ends, because it may be somebody else's. */
async function takeRepeated(
  repositories: Repositories,
  submission: StoredSubmission,
  author: string,
): Promise<void> {
  const { people, personChanges, cohorts, submissions } = repositories;
  const { cohortId, side, personId } = submission;
  const before = await people.get(cohortId, side, personId);
  const cohort = await cohorts.head(cohortId);
  if (!before || !cohort) throw noSuchCohort(cohortId);
  const { programme } = await programmeOfCohort(repositories, cohort);
  const after = renewed(programme, before, submission);
  await people.revise(cohortId, { ...after, state: 'active' });
  const changes = answersBetween(before.valuesJson, after.valuesJson);
  const facts = { side, person: personId, revision: before.revision + 1, at: new Date().toISOString() };
  await personChanges.add(cohortId, [
    { ...facts, cause: 'application', why: '', author, state: 'active', changes },
  ]);
  await cohorts.countUp(cohortId);
  await submissions.replaceTaken(submission);
  await submissions.change(submission.id, { state: 'taken', valuesJson: null });
}
