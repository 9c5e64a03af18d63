import type { Repositories } from '../../store/store.ts';
import type { StoredSubmission } from '../../store/submissions.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { tellProposal } from '../read-committee.ts';
import { yearNow } from './year-now.ts';

export type CohortNow = NonNullable<Awaited<ReturnType<typeof cohortNow>>>;

/** What is kept of a cohort at this moment, sets by their ids alone. Answers of the committee are in it once they were revealed. Undefined where there is no such cohort. */
export async function cohortNow(repositories: Repositories, id: string) {
  const cohort = await repositories.cohorts.summary(id);
  if (!cohort) return undefined;
  const proposals = [];
  for (const proposal of await repositories.proposals.list(id))
    proposals.push(await tellProposal(repositories, proposal, undefined));
  const submissions = await repositories.submissions.ofCohort(id);
  return {
    cohort,
    programmeVersion: await programmeOfCohort(repositories, cohort),
    people: await repositories.people.of(id),
    history: await repositories.personChanges.ofCohort(id),
    comments: await repositories.comments.list(id),
    policies: await repositories.policies.all(id),
    committee: {
      members: await repositories.committees.members(id),
      proposals,
      publications: await repositories.publications.list(id),
    },
    announcement: (await repositories.announcements.of(id)) ?? null,
    intake: (await repositories.intakes.of(id)) ?? null,
    submissions: submissions.map(sentIn),
    year: await yearNow(repositories, id),
    sets: (await repositories.matchSets.list(id)).map((set) => set.id),
  };
}

/** The link's token opens the application: not even its hash leaves the store. */
function sentIn({ id, side, personId, state, valuesJson, revision, submittedAt }: StoredSubmission) {
  const answers = valuesJson === null ? null : (JSON.parse(valuesJson) as unknown);
  return { id, side, personId, state, revision, submittedAt, answers };
}
