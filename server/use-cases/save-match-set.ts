import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Viewer } from '#solver/contract/api/live.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Verification } from '#solver/contract/outcome.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Context } from './context.ts';
import { recordHash } from './match-record.ts';
import { summaryOf } from './read-match-set.ts';
import { newRecordId } from './record-id.ts';
import { refuseWithoutMatch, solveMatching } from './solve-matching.ts';
import type { AnsweredQuestion, Question } from './solve-matching.ts';
import { versionsFor } from './versions.ts';

/**
 * Saves the match that was shown for this question, for good. It is checked once more against the problem built anew.
 * Throws INVALID_RESULT where there is no match to save, or where the check refuses it.
 */
export async function saveMatchSet(
  context: Context,
  question: Question & { name: string },
  by: Viewer | null = null,
): Promise<MatchSetSummary> {
  const answered = await solveMatching(context, question);
  refuseWithoutMatch(answered.answer);
  const { matching, outcome } = answered.answer;
  const snapshot = await context.pools.solver.snapshot({ ...answered.task, matching, outcome });
  refuseUnverified(snapshot.verification);
  const record = {
    ...headOf(question, answered),
    policy_json: answered.task.policy,
    problem_json: snapshot.problem,
    outcome_json: snapshot.outcome,
    matching_json: snapshot.matching,
    names_json: canonicalJson(answered.snapshot.names),
    versions_json: canonicalJson(versionsFor(answered.snapshot.programme)),
  };
  const stored = { ...record, record_hash: recordHash(record) };
  await context.store.matchSets.add(stored);
  context.opinions.wake();
  context.live.changed(question.cohortId, { kind: 'match-sets', by });
  return summaryOf(stored, null);
}

function headOf({ name }: { name: string }, { snapshot, inputHash, answer }: AnsweredQuestion) {
  const { status, matched, meanFit } = JSON.parse(answer.matching) as FoundMatching;
  return {
    id: newRecordId(),
    cohort_id: snapshot.id,
    cohort_version: snapshot.version,
    name,
    created_at: new Date().toISOString(),
    status,
    matched,
    mean_fit: meanFit,
    input_hash: inputHash,
  };
}

function refuseUnverified({ reason }: Verification): void {
  if (reason === null) return;
  throw new MileError(
    'INVALID_RESULT',
    `The match was not saved, because the independent check refuses it: ${reason}. Please report this.`,
    { reason },
  );
}
