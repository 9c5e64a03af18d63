import type { ComparedMatch, Comparison } from '../../contract/explore/comparison.ts';
import type { Problem } from '../../contract/problem.ts';
import { swapGroups } from '../../contract/swap-groups.ts';
import type { Couple, SwapGroup } from '../../contract/swap-groups.ts';
import { counted } from '../counted.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import { choiceOf } from '../repair/match-before.ts';
import { indexPairsOf } from '../weights/told-pairs.ts';
import { keepsQuota, quotaSum, toldMatch } from './told-match.ts';
import type { Chosen } from './told-match.ts';

/** A pair of the problem by its number, with the ids of its people. */
interface NumberedCouple extends Couple {
  readonly pair: number;
}

type Group = Comparison['groups'][number];

/**
 * What lies between two matches: groups of changes that share no person, with what each costs. Matched pairs, score and quota sums are
 * sums over pairs, so the groups' changes add up to the whole difference. Where both matches keep the limits, so does every choice of
 * groups; quotas have to be looked at (`quotas`, `breaks`). Throws INVALID_RESULT where a match has a pair that is not allowed.
 */
export function comparisonOf(problem: Problem, first: IndexPairs, second: IndexPairs): Comparison {
  const [before, after] = [choiceOf(problem, first), choiceOf(problem, second)];
  const told = { first: toldMatch(problem, before), second: toldMatch(problem, after) };
  const groups = swapGroups(couplesOf(problem, before), couplesOf(problem, after)).map((group) =>
    toldGroup(problem, before, told.first, group),
  );
  const shared = before.reduce((sum, one, pair) => sum + (one === 1 && after[pair] === 1 ? 1 : 0), 0);
  const change = {
    matched: told.second.matched - told.first.matched,
    score: told.second.score - told.first.score,
  };
  return {
    format: 'mile-comparison/1',
    ...told,
    shared,
    change,
    groups,
    quotas: problem.quotas.map((quota) => ({
      quota: quota.id,
      first: quotaSum(quota, before),
      second: quotaSum(quota, after),
    })),
    sentence: sentenceOf(shared, change, groups),
  };
}

function couplesOf({ participants, mentors, pairs }: Problem, chosen: Chosen): NumberedCouple[] {
  const couples: NumberedCouple[] = [];
  for (let pair = 0; pair < chosen.length; pair += 1) {
    if (chosen[pair] === 0) continue;
    const participant = participants[pairs.participant[pair] as number]?.id as string;
    const mentor = mentors[pairs.mentor[pair] as number]?.id as string;
    couples.push({ participant, mentor, pair });
  }
  return couples;
}

function toldGroup(
  problem: Problem,
  before: Chosen,
  first: ComparedMatch,
  { participants, removed, added }: SwapGroup<NumberedCouple>,
): Group {
  const taken = before.slice();
  for (const { pair } of removed) taken[pair] = 0;
  for (const { pair } of added) taken[pair] = 1;
  const alone = toldMatch(problem, taken);
  const change = { matched: alone.matched - first.matched, score: alone.score - first.score };
  const sums = problem.quotas.map((quota) => ({ quota, sum: quotaSum(quota, taken) }));
  const breaks = sums.filter(({ quota, sum }) => !keepsQuota(quota, sum)).map(({ quota }) => quota.id);
  const numbers = (couples: readonly NumberedCouple[]) => Int32Array.from(couples, ({ pair }) => pair);
  return {
    participants,
    removed: indexPairsOf(problem, numbers(removed)),
    added: indexPairsOf(problem, numbers(added)),
    ...change,
    weakest: alone.weakest,
    quotas: sums
      .map(({ quota, sum }) => ({ quota: quota.id, change: sum - quotaSum(quota, before) }))
      .filter((quota) => quota.change !== 0),
    breaks,
    sentence: groupSentence(participants, change, breaks),
  };
}

function groupSentence(
  participants: readonly string[],
  change: { matched: number; score: number },
  breaks: readonly string[],
): string {
  const broken =
    breaks.length === 0
      ? ''
      : ` Taken alone it does not keep the ${counted(breaks.length, 'quota')} ${breaks.join(', ')}.`;
  return `Changing ${participants.join(', ')} ${changing(change)}.${broken}`;
}

function sentenceOf(
  shared: number,
  change: { matched: number; score: number },
  groups: readonly Group[],
): string {
  if (groups.length === 0) return `The two matches have the same ${counted(shared, 'pair')}.`;
  return `The matches share ${counted(shared, 'pair')} and differ in ${counted(groups.length, 'independent group')}; the second ${changing(change)}.`;
}

function changing({ matched, score }: { matched: number; score: number }): string {
  if (matched === 0 && score === 0) return 'changes neither the number of pairs nor the score';
  const parts = [
    ...(matched === 0 ? [] : [counted(Math.abs(matched), 'pair') + (matched > 0 ? ' more' : ' fewer')]),
    ...(score === 0 ? [] : [`${Math.abs(score)} of the score ${score > 0 ? 'more' : 'less'}`]),
  ];
  return `gives ${parts.join(' and ')}`;
}
