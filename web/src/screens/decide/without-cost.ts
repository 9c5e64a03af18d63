import type { CohortDetail, MatchSet } from '#solver/contract/api/cohorts.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { swapGroups } from '#solver/contract/swap-groups.ts';
import type { Api } from '../../api/client.ts';
import { openingSteps, type BenchOpening } from '../../session/bench-opening.ts';
import { fitOfScore } from '../../session/weights.ts';
import { lossWords, movedWords, pointsWords } from '../bench/question-words.ts';
import { pairsOf } from '../compare/comparison.ts';

/** People who are named. */
const NAMED = 6;

/** What an objection comes to, in words. */
export interface WithoutCost {
  sentence: string;
}

/** The set on the bench without the pair that is objected to; a set that is not the best one of its policy is held as it is. */
export function objectionOpening(set: MatchSet, pair: Decision): BenchOpening {
  const pairs = set.kind === 'best' ? [] : pairsOf(set);
  return { name: `“${set.name}”`, policy: set.policy, pairs, without: pair, baselineId: set.id };
}

/** Asks what the match would cost without the pair, and who would move. */
export async function withoutCost(asked: {
  api: Pick<Api, 'explore'>;
  cohort: CohortDetail;
  set: MatchSet;
  pair: Decision;
  signal: AbortSignal;
}): Promise<WithoutCost> {
  const { api, cohort, set, pair, signal } = asked;
  const [opened] = openingSteps(objectionOpening(set, pair), cohort);
  const own = opened?.policy ?? set.policy;
  const pins = own.pins.filter((pin) => pin.participant !== pair.participant || pin.mentor !== pair.mentor);
  const policy = { ...own, pins };
  const body = { cohortVersion: cohort.version, policy, ...pair, demand: 'without' as const };
  const reply = await api.explore(cohort.id, 'forced-match', body, signal);
  const { answer } = reply;
  if (!answer) return { sentence: 'Without this pair no match keeps what has to hold.' };
  const { participants, mentors } = reply;
  const now = answer.pairs.map(([one, other]) => ({
    participant: participants[one] ?? '',
    mentor: mentors[other] ?? '',
  }));
  const before = pairsOf(set);
  const loss = {
    matched: before.length - now.length,
    score: before.reduce((sum, { score }) => sum + score, 0) - answer.score,
  };
  const moved = movedBeside(pair.participant, before, now).map(
    (id) => set.names[id] ?? 'somebody who joined since',
  );
  return { sentence: sentenceFor(loss, policy, moved) };
}

/** The people beside somebody whose mentors differ between two matches. */
function movedBeside(participant: string, before: readonly Decision[], now: readonly Decision[]): string[] {
  const groups = swapGroups(
    before.map((one) => ({ participant: one.participant, mentor: one.mentor })),
    [...now],
  );
  return groups.flatMap(({ participants }) => participants).filter((id) => id !== participant);
}

function sentenceFor(
  loss: { matched: number; score: number },
  policy: Policy,
  moved: readonly string[],
): string {
  const points = fitOfScore(loss.score, policy) ?? 0;
  const gains = loss.matched === 0 && points < 0;
  const what = gains ? `would gain ${pointsWords(-points)}` : `would lose ${lossWords(loss, policy)}`;
  const names = moved.slice(0, NAMED).join(', ') + (moved.length > NAMED ? ' …' : '');
  return `Without this pair the match ${what}; ${movedWords(moved.length)}${names ? ` (${names})` : ''}.`;
}
