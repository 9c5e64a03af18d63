import type { ExploreAnswer, ExploreParameters } from '#solver/contract/api/explore.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import { personWithId } from '#solver/explore/repair/gone.ts';
import { repairOf } from '#solver/explore/repair/repair.ts';
import type { AskedCohort } from './asked-cohort.ts';

/**
 * How a match is repaired. Whom it names and who takes no part in the cohort any more (they withdrew before anybody asked) is gone as well.
 * Throws UNKNOWN_PERSON where neither the cohort nor the match knows who is gone, PAIR_NOT_ALLOWED, and what `repairOf` throws.
 */
export function repairInCohort(
  asked: AskedCohort,
  { gone, match }: ExploreParameters<'repair'>,
): ExploreAnswer<'repair'> {
  const { problem, time } = asked;
  const isHere = hereIn(asked);
  const lost = match?.filter((pair) => !isHere(pair)) ?? [];
  if (!match || lost.length === 0)
    return repairOf(problem, asked.match(match), personWithId(problem, gone), time);
  const left = asked.pairsOf(match.filter(isHere));
  const hasLeft = lost.some(({ participant, mentor }) => gone === participant || gone === mentor);
  const isKnown = problem.participants.concat(problem.mentors).some(({ id }) => id === gone);
  const person = hasLeft && !isKnown ? undefined : personWithId(problem, gone);
  return repairOf(problem, left, person, time, forsakenIn(asked, lost));
}

function hereIn({ problem }: AskedCohort): (pair: Decision) => boolean {
  const participants = new Set(problem.participants.map(({ id }) => id));
  const mentors = new Set(problem.mentors.map(({ id }) => id));
  return ({ participant, mentor }) => participants.has(participant) && mentors.has(mentor);
}

/** Participants who are here and lost a mentor who is not. */
function forsakenIn({ problem }: AskedCohort, lost: readonly Decision[]): number[] {
  const left = new Set(lost.map(({ participant }) => participant));
  return problem.participants.flatMap(({ id }, index) => (left.has(id) ? [index] : []));
}
