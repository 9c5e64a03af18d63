import type { Blocking } from '../../contract/explore/comparison.ts';
import { compareIdentifiers } from '../../contract/identifier.ts';
import type { Problem, ProblemNode } from '../../contract/problem.ts';
import { counted } from '../counted.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import { choiceOf } from '../repair/match-before.ts';
import type { Preferences } from './preferences.ts';
import { partnersOf } from './told-match.ts';
import type { Chosen } from './told-match.ts';

/**
 * Pairs that are allowed and not matched, though each of the two has a free place or likes the other more than one of its partners (Gale and
 * Shapley 1962, with places). Partners by a pin do not go: a decision of people stands. Quotas and minima are not asked. At most `listed` of them are
 * told, all are counted. Linear in the pairs. Throws INVALID_RESULT.
 */
export function blockingPairs(
  problem: Problem,
  pairs: IndexPairs,
  preferences: Preferences,
  listed: number,
): Blocking {
  const blocking = blockingOf(problem, choiceOf(problem, pairs), preferences);
  const { participants, mentors } = problem;
  const { participant, mentor, score } = problem.pairs;
  const nameOf = (pair: number) => ({
    participant: participants[participant[pair] as number]?.id as string,
    mentor: mentors[mentor[pair] as number]?.id as string,
  });
  const order = blocking.sort(
    (a, b) =>
      (score[b.pair] as number) - (score[a.pair] as number) ||
      compareIdentifiers(nameOf(a.pair).participant, nameOf(b.pair).participant) ||
      compareIdentifiers(nameOf(a.pair).mentor, nameOf(b.pair).mentor),
  );
  return {
    format: 'mile-blocking/1',
    count: order.length,
    pairs: order
      .slice(0, listed)
      .map(({ pair, participantGain, mentorGain }) => ({ ...nameOf(pair), participantGain, mentorGain })),
    sentence:
      order.length === 0
        ? 'The match is stable: no two people would both rather have each other.'
        : `${counted(order.length, 'pair')} would both rather have each other than what they have.`,
  };
}

interface BlockingPair {
  readonly pair: number;
  readonly participantGain: number | null;
  readonly mentorGain: number | null;
}

function blockingOf(problem: Problem, chosen: Chosen, preferences: Preferences): BlockingPair[] {
  const participants = thresholds(problem, 'participant', problem.participants, chosen, preferences);
  const mentors = thresholds(problem, 'mentor', problem.mentors, chosen, preferences);
  const found: BlockingPair[] = [];
  for (let pair = 0; pair < chosen.length; pair += 1) {
    if (chosen[pair] === 1) continue;
    const participantGain =
      (preferences.participant[pair] as number) -
      (participants[problem.pairs.participant[pair] as number] as number);
    const mentorGain =
      (preferences.mentor[pair] as number) - (mentors[problem.pairs.mentor[pair] as number] as number);
    if (participantGain > 0 && mentorGain > 0)
      found.push({ pair, participantGain: finite(participantGain), mentorGain: finite(mentorGain) });
  }
  return found;
}

function finite(gain: number): number | null {
  return gain === Infinity ? null : gain;
}

/** What a new partner has to beat: -Infinity where a place is free, Infinity where nobody can go. */
function thresholds(
  problem: Problem,
  side: 'participant' | 'mentor',
  nodes: readonly ProblemNode[],
  chosen: Chosen,
  preferences: Preferences,
): Float64Array {
  const partners = partnersOf(problem, side, chosen);
  const least = Float64Array.from(nodes, ({ max }, node) =>
    (partners[node] as number) < max ? -Infinity : Infinity,
  );
  const isPinned = new Set(problem.pinned);
  for (let pair = 0; pair < chosen.length; pair += 1) {
    if (chosen[pair] === 0 || isPinned.has(pair)) continue;
    const node = problem.pairs[side][pair] as number;
    least[node] = Math.min(least[node] as number, preferences[side][pair] as number);
  }
  return least;
}
