import { exploreReplySchema } from '#solver/contract/api/explore.ts';
import type { ExploreParameters, ExploreQuestion } from '#solver/contract/api/explore.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Run } from '../../answering.ts';
import { NEED_COHORT } from '../../solver-tasks.ts';
import type { SolverTasks } from '../../solver-tasks.ts';
import { compiledCohort } from '../compiled-cohorts.ts';
import { RESERVE_MS } from '../solve-in-time.ts';
import { ANSWERS } from './answers.ts';
import { AskedCohort } from './asked-cohort.ts';
import { SearchTime } from './search-time.ts';

/** Questions that tell something of every pair, in the order of the problem's pairs. */
const BY_PAIR: ReadonlySet<ExploreQuestion> = new Set<ExploreQuestion>(['forcing', 'ties']);

/** Answers a question about the best match of a cohort, as far as the time reaches. */
export function explore(
  engines: Engines,
  { cohort, policy, ask }: SolverTasks['explore']['task'],
  run: Run,
): SolverTasks['explore']['value'] {
  const compiled = compiledCohort(cohort);
  if (!compiled) return NEED_COHORT;
  const time = new SearchTime(engines, run.deadlineAt - RESERVE_MS, run.isStopped);
  const asked = new AskedCohort(compiled, JSON.parse(policy) as Policy, engines, time);
  return JSON.stringify(replyTo(ask.question, ask.parameters, asked));
}

function replyTo<Question extends ExploreQuestion>(
  question: Question,
  parameters: ExploreParameters<ExploreQuestion>,
  asked: AskedCohort,
) {
  const { problem, time } = asked;
  // The route has validated the parameters after this very question's schema.
  const answer = ANSWERS[question](asked, parameters as ExploreParameters<Question>);
  return exploreReplySchema(question).parse({
    participants: problem.participants.map(({ id }) => id),
    mentors: problem.mentors.map(({ id }) => id),
    pairs: BY_PAIR.has(question) ? pairColumns(problem) : null,
    partial: time.isCutShort || (answer !== null && 'partial' in answer && answer.partial),
    note: asked.note,
    answer,
  });
}

function pairColumns({ pairs }: Problem) {
  return { participant: Array.from(pairs.participant), mentor: Array.from(pairs.mentor) };
}
