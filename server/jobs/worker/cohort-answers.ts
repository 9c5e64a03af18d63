import { verify } from '#solver/certify/verify.ts';
import { explanationSchema } from '#solver/contract/matching.ts';
import type { Matching } from '#solver/contract/matching.ts';
import type { MatchedOutcome, Outcome } from '#solver/contract/outcome.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { problemFile } from '#solver/contract/problem-file.ts';
import type { Engines } from '#solver/engines/load.ts';
import { describeMatching } from '#solver/score/describe.ts';
import { explainPair } from '#solver/score/explain.ts';
import { scoreCohort } from '#solver/score/score.ts';
import type { Progress } from '#solver/solve.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { Run } from '../answering.ts';
import { monotonicMs } from '../monotonic.ts';
import { NEED_COHORT } from '../solver-tasks.ts';
import type { SolverTasks } from '../solver-tasks.ts';
import { compiledCohort } from './compiled-cohorts.ts';
import { ProgressTeller } from './progress-teller.ts';
import { progressOf } from './describe-progress.ts';
import { solveInTime } from './solve-in-time.ts';

type TaskOf<Kind extends keyof SolverTasks> = SolverTasks[Kind]['task'];
type ValueOf<Kind extends keyof SolverTasks> = SolverTasks[Kind]['value'];

/** Scores a cohort under a policy, solves, and tells the outcome in the committee's terms. */
export function match(engines: Engines, task: TaskOf<'match'>, run: Run): ValueOf<'match'> {
  const compiled = compiledCohort(task.cohort);
  if (!compiled) return NEED_COHORT;
  const policy = JSON.parse(task.policy) as Policy;
  const begun = monotonicMs();
  const scored = scoreCohort(compiled, policy);
  const scoreMs = monotonicMs() - begun;
  const teller =
    run.tell &&
    new ProgressTeller<Progress>(run.tell, (found) => progressOf(compiled, policy, scored, found, scoreMs));
  const isStopped = () => {
    teller?.catchUp();
    return run.isStopped();
  };
  const outcome = solveInTime(
    engines,
    scored.problem,
    'auto',
    { ...run, isStopped },
    {
      ...(teller && { onProgress: (found: Progress) => teller.offer(found) }),
      ...(task.from !== undefined && { from: JSON.parse(task.from) as MatchedOutcome }),
    },
  );
  // Of the schema's own type; to hold it against the schema once more would take as long as the search.
  const matching: Matching = {
    ...describeMatching(compiled, policy, scored, outcome, scoreMs),
    explanation: outcome.explanation,
  };
  return {
    status: outcome.status,
    matching: JSON.stringify(matching),
    outcome: JSON.stringify(outcome),
  };
}

/** Why a pair fits as it does. */
export function explain(task: TaskOf<'explain'>): ValueOf<'explain'> {
  const compiled = compiledCohort(task.cohort);
  if (!compiled) return NEED_COHORT;
  const policy = JSON.parse(task.policy) as Policy;
  const explanation = explainPair(compiled, policy, task.participant, task.mentor);
  return JSON.stringify(explanationSchema.parse(explanation));
}

/** What a match set keeps of a match that was shown: the problem is built again, and the claim is checked against it. */
export function snapshot(task: TaskOf<'snapshot'>): ValueOf<'snapshot'> {
  const compiled = compiledCohort(task.cohort);
  if (!compiled) return NEED_COHORT;
  const { problem } = scoreCohort(compiled, JSON.parse(task.policy) as Policy);
  const outcome = JSON.parse(task.outcome) as Outcome;
  return {
    problem: canonicalJson(problemFile(problem)),
    outcome: canonicalJson(outcome),
    matching: canonicalJson(JSON.parse(task.matching)),
    verification: verify(problem, outcome),
  };
}
