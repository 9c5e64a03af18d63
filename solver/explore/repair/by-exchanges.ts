import type { Problem, ProblemNode } from '../../contract/problem.ts';
import { gathered } from '../../program/columns.ts';
import { standingOf } from '../standing.ts';
import type { Standing } from '../standing.ts';
import { bestExchanges } from './exchange-walks.ts';
import type { Gone } from './gone.ts';
import type { MatchBefore } from './match-before.ts';

/** A match that answers for a bound on the moves. */
export interface RepairedMatch {
  readonly moved: number;
  /** Column over the problem's pairs. */
  readonly chosen: Uint8Array;
}

/**
 * The curve by chains of moves: where the problem has no quotas and the levels matched and score, the match was a best one, and the
 * person who is gone had at most one partner. Undefined where one of these does not hold.
 */
export function repairByExchanges(
  problem: Problem,
  before: MatchBefore,
  gone: Gone,
): RepairedMatch[] | undefined {
  const isAskable =
    problem.quotas.length === 0 &&
    problem.levels[0] === 'matched' &&
    problem.levels.every((level) => level === 'matched' || level === 'score');
  if (!isAskable) return undefined;
  const lost = Array.from(before.chosen.keys()).filter((pair) => before.chosen[pair] !== before.kept[pair]);
  if (lost.length > 1 || !keepsDemands(problem, before.chosen)) return undefined;
  const standing = standingOf(problem);
  if (!standing || worthOf(standing, before.chosen) !== worthOf(standing, inInput(standing)))
    return undefined;
  const partnerless = lost[0];
  if (partnerless === undefined) return [{ moved: 0, chosen: before.kept }];
  return exchangesAfter(standing, before, gone, problem, partnerless);
}

function exchangesAfter(
  { program, canonical: { order } }: Standing,
  { kept }: MatchBefore,
  gone: Gone,
  { pairs }: Problem,
  lost: number,
): RepairedMatch[] {
  const x = gathered(new Uint8Array(kept.length), kept, order.pairs);
  const ranks = { participant: order.participants, mentor: order.mentors };
  const partnerSide = gone.side === 'participant' ? 'mentor' : 'participant';
  const source = ranks[partnerSide].indexOf(pairs[partnerSide][lost] as number);
  const leaving = { side: gone.side, index: ranks[gone.side].indexOf(gone.index) };
  return bestExchanges(program, x, leaving, source).map(({ moved, turned }) => {
    const chosen = kept.slice();
    for (const rank of turned) {
      const pair = order.pairs[rank] as number;
      chosen[pair] = 1 - (chosen[pair] as number);
    }
    return { moved, chosen };
  });
}

function keepsDemands({ participants, mentors, pairs, pinned }: Problem, chosen: Uint8Array): boolean {
  const within = (nodes: readonly ProblemNode[], ends: ArrayLike<number>) => {
    const degree = new Int32Array(nodes.length);
    for (let pair = 0; pair < chosen.length; pair += 1)
      if (chosen[pair] === 1) degree[ends[pair] as number] = (degree[ends[pair] as number] as number) + 1;
    return nodes.every(
      ({ min, max }, node) => (degree[node] as number) >= min && (degree[node] as number) <= max,
    );
  };
  return (
    within(participants, pairs.participant) &&
    within(mentors, pairs.mentor) &&
    pinned.every((pair) => chosen[pair] === 1)
  );
}

function worthOf({ program, canonical: { order } }: Standing, chosen: Uint8Array): number {
  return order.pairs.reduce(
    (sum, pair, rank) => sum + (chosen[pair] === 1 ? (program.objective[rank] as number) : 0),
    0,
  );
}

function inInput({ x, canonical: { order } }: Standing): Uint8Array {
  const chosen = new Uint8Array(x.length);
  for (let rank = 0; rank < x.length; rank += 1) chosen[order.pairs[rank] as number] = x[rank] as number;
  return chosen;
}
