import { exploreReplySchema } from '#solver/contract/api/explore.ts';
import type { ExploreParameters, ExploreQuestion } from '#solver/contract/api/explore.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { ANSWERS } from './answers.ts';
import type { AskedCohort } from './asked-cohort.ts';

/** Questions that tell something of every pair, in the order of the problem's pairs. */
const BY_PAIR: ReadonlySet<ExploreQuestion> = new Set<ExploreQuestion>(['forcing', 'ties']);

/** The reply to a question, as far as the time reaches. The parameters have been validated after the question's own schema. */
export function replyTo<Question extends ExploreQuestion>(
  question: Question,
  parameters: ExploreParameters<ExploreQuestion>,
  asked: AskedCohort,
) {
  const { problem, time } = asked;
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
