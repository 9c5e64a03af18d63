import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Made, MadePreview } from '#solver/contract/api/made.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import type { MadeSnapshot } from '../jobs/solver-tasks.ts';
import type { CohortSnapshot } from './cohort-snapshots.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { keepMatchSet } from './keep-match-set.ts';
import { noSuchCohort } from './not-found.ts';
import { findMatchSet } from './read-match-set.ts';
import { prepareTask } from './solve-matching.ts';
import type { Question } from './solve-matching.ts';

/** A match that is made otherwise than by looking for the best one. */
export type MakeQuestion = Question & { made: Made };

/** Makes a match and keeps it for good, under the policy that it stands for. Throws what `previewMatchSet` throws. */
export async function makeMatchSet(
  context: Context,
  question: MakeQuestion & { id?: string; name: string },
  by: Doer,
): Promise<MatchSetSummary> {
  const { people, snapshot } = await make(context, question);
  const { id, name, made } = question;
  return keepMatchSet(context, { id, name, kind: made.kind, people, policy: snapshot.policy, snapshot }, by);
}

/** What the set would hold; nothing is written. Throws NOT_FOUND, STALE_VERSION, INVALID_POLICY, UNKNOWN_PERSON and INVALID_RESULT. */
export async function previewMatchSet(context: Context, question: MakeQuestion): Promise<MadePreview> {
  const { snapshot } = await make(context, question);
  return snapshot.preview;
}

async function make(
  context: Context,
  question: MakeQuestion,
): Promise<{ people: CohortSnapshot; snapshot: MadeSnapshot }> {
  const { snapshot: people, task } = await prepareTask(context, question);
  const made = await withPairs(context, people, question.made);
  return { people, snapshot: await context.pools.solver.make({ ...task, made }) };
}

async function withPairs(context: Context, people: CohortSnapshot, made: Made) {
  if (made.kind !== 'earlier') return made;
  return { kind: made.kind, pairs: await pairsOfSet(context, people, made.matchSet) };
}

/** People keep their ids from cohort to cohort, because an id is derived from who they are. */
async function pairsOfSet(
  context: Context,
  { programme }: CohortSnapshot,
  matchSetId: string,
): Promise<Decision[]> {
  const stored = await findMatchSet(context, matchSetId);
  const cohort = await context.store.cohorts.head(stored.cohort_id);
  if (!cohort) throw noSuchCohort(stored.cohort_id);
  if (cohort.programme !== programme)
    throw new MileError(
      'INVALID_INPUT',
      `The earlier match is of the programme "${cohort.programme}", this cohort of "${programme}". Choose a match of the same programme.`,
      { earlier: cohort.programme, cohort: programme },
    );
  const { pairs } = JSON.parse(stored.matching_json) as FoundMatching;
  return pairs.map(({ participant, mentor }) => ({ participant, mentor }));
}
