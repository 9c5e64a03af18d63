import type { CohortDetail, MatchSet } from '#solver/contract/api/cohorts.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import type { Api } from '../../api/client.ts';
import { openingSteps, type BenchOpening } from '../../session/bench-opening.ts';
import { costWords, namesWords } from '../bench/question-words.ts';
import { pairsOf } from '../compare/comparison.ts';

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
  const { answer } = await api.explore(cohort.id, 'forced-match', body, signal);
  if (!answer) return { sentence: 'Without this pair no match keeps what has to hold.' };
  const nameOf = (id: string) => set.names[id] ?? 'somebody who joined since';
  const moved = answer.moved.length === 0 ? '' : ` (${namesWords(answer.moved.slice(0, 6), nameOf)})`;
  return {
    sentence: `Without this pair: ${costWords(answer, policy)
      .replace(/^Would/u, 'it would')
      .replace(/\.$/u, '')}${moved}.`,
  };
}
