import { MileError } from '#solver/contract/errors.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { View } from '../auth/view.ts';
import type { FullCohortTask } from '../jobs/solver-jobs.ts';
import type { MatchAnswer } from '../jobs/solver-tasks.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { inputHash } from './cohort-snapshots.ts';
import type { CohortSnapshot } from './cohort-snapshots.ts';
import type { Context } from './context.ts';
import type { Asker } from './match-memory.ts';
import { refuseForeignSight } from './views/refuse-foreign-sight.ts';
import { withoutQuotes } from './views/without-quotes.ts';

/** A policy put to the people of one version of a cohort. */
export interface Question {
  cohortId: string;
  cohortVersion: number;
  policy: Policy;
  /** How the asker looks at the people: it says which policies may be put, and what an error tells. */
  view: View;
}

export interface PreparedQuestion {
  view: View;
  snapshot: CohortSnapshot;
  task: FullCohortTask;
}

export interface AnsweredQuestion extends PreparedQuestion {
  inputHash: string;
  answer: MatchAnswer;
}

/** The best match under a policy. Throws NOT_FOUND, STALE_VERSION, INVALID_POLICY, and what the solver throws. */
export async function solveMatching(
  context: Context,
  question: Question,
  asker?: Partial<Asker>,
): Promise<AnsweredQuestion> {
  return solvePrepared(context, await prepareTask(context, question), asker);
}

/** The same, for those who have to know first that the question can be asked. Throws what the solver throws. */
export async function solvePrepared(
  context: Context,
  prepared: PreparedQuestion,
  asker: Partial<Asker> = {},
): Promise<AnsweredQuestion> {
  const { snapshot, task, view } = prepared;
  const hash = inputHash(snapshot, task.policy);
  // The same people and policy may fit otherwise under another version of their programme.
  const question = `${snapshot.programmeVersion.hash}:${hash}`;
  const patient = {
    deadlineMs: context.pools.solver.deadlineMs,
    isAlone: view.role === 'observer',
    ...asker,
  };
  const answer = await withoutQuotes(view, () =>
    context.matches.answer(question, patient, (watch, from) =>
      context.pools.solver.match({ ...task, from }, { ...watch, deadlineMs: patient.deadlineMs }),
    ),
  );
  return { ...prepared, inputHash: hash, answer };
}

/** What a worker has to be told to answer a question. Throws NOT_FOUND, STALE_VERSION, INVALID_POLICY and NOT_PERMITTED. */
export async function prepareTask(
  context: Context,
  { cohortId, cohortVersion, policy, view }: Question,
): Promise<PreparedQuestion> {
  const snapshot = await context.snapshots.at(cohortId, cohortVersion);
  refuseForeignPolicy(policy, snapshot.programme);
  const { key, programmeVersion, json } = snapshot;
  const cohort = { key, programme: programmeVersion.json, json };
  await refuseForeignSight(context.store, view, cohortId, policy);
  return { view, snapshot, task: { cohort, policy: writtenFor(snapshot, policy) } };
}

/** Canonical JSON of policies, for as long as they are known. */
const written = new WeakMap<Policy, string>();

/** A policy as it is put to the people who take part. */
function writtenFor({ absent }: CohortSnapshot, policy: Policy): string {
  if (absent.size > 0) return canonicalJson(withoutAbsent(policy, absent));
  const known = written.get(policy);
  if (known !== undefined) return known;
  const text = canonicalJson(policy);
  written.set(policy, text);
  return text;
}

/** Pins and forbids that name somebody who is absent rest until they are back. */
function withoutAbsent(policy: Policy, absent: ReadonlySet<string>): Policy {
  const isPresent = ({ participant, mentor }: Decision) => !absent.has(participant) && !absent.has(mentor);
  return { ...policy, pins: policy.pins.filter(isPresent), forbids: policy.forbids.filter(isPresent) };
}

/** A policy names fields of its own programme. Throws INVALID_POLICY. */
export function refuseForeignPolicy(policy: Policy, programme: string): void {
  if (policy.programme === programme) return;
  throw new MileError(
    'INVALID_POLICY',
    `The policy belongs to the programme "${policy.programme}", the cohort to "${programme}". Use a policy of this cohort's programme.`,
    { policy: policy.programme, cohort: programme },
  );
}

/** Throws INVALID_RESULT where a question has no match for an answer. */
export function refuseWithoutMatch({ status }: MatchAnswer): void {
  if (status === 'optimal' || status === 'feasible') return;
  throw new MileError(
    'INVALID_RESULT',
    `There is no match to keep: its status is "${status}". Change the quotas, pins or rules until a match is found.`,
    { status },
  );
}
