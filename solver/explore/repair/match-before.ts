import { MileError } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Gone } from './gone.ts';

/** The match that stood when somebody dropped out, in pairs of the problem. */
export interface MatchBefore {
  /** 1 where the pair was matched. */
  readonly chosen: Uint8Array;
  /** 1 where it was matched and does not go with the person. */
  readonly kept: Uint8Array;
  /** Participants whose changes count: all but who is gone and those who lost a mentor by it. */
  readonly counts: Uint8Array;
}

/**
 * `gone` is undefined where the problem does not know who is gone any more; `forsaken` are participants who lost a mentor whom it does not
 * know. Throws INVALID_RESULT where the match names a pair that the problem does not allow.
 */
export function matchBefore(
  problem: Problem,
  pairs: readonly (readonly [number, number])[],
  gone: Gone | undefined,
  forsaken: readonly number[] = [],
): MatchBefore {
  const { participant } = problem.pairs;
  const chosen = choiceOf(problem, pairs);
  const goneEnd = gone && problem.pairs[gone.side];
  const kept = chosen.map((one, pair) => (one === 1 && !(goneEnd && goneEnd[pair] === gone.index) ? 1 : 0));
  const counts = new Uint8Array(problem.participants.length).fill(1);
  if (gone?.side === 'participant') counts[gone.index] = 0;
  for (const one of forsaken) counts[one] = 0;
  for (let pair = 0; pair < chosen.length; pair += 1)
    if (chosen[pair] !== kept[pair]) counts[participant[pair] as number] = 0;
  return { chosen, kept, counts };
}

/** How many of those who count have other mentors in this match. */
export function movedIn({ pairs }: Problem, { kept, counts }: MatchBefore, chosen: Uint8Array): number {
  const moved = new Uint8Array(counts.length);
  for (let pair = 0; pair < chosen.length; pair += 1) {
    const participant = pairs.participant[pair] as number;
    if (chosen[pair] !== kept[pair] && counts[participant] === 1) moved[participant] = 1;
  }
  return moved.reduce((sum, one) => sum + one, 0);
}

/** The match as a column over the problem's pairs. */
export function choiceOf(
  { participants, mentors, pairs }: Problem,
  matched: readonly (readonly [number, number])[],
): Uint8Array {
  const wanted = new Set<number>();
  for (const [participant, mentor] of matched) wanted.add(participant * mentors.length + mentor);
  const chosen = new Uint8Array(pairs.score.length);
  let found = 0;
  for (let pair = 0; pair < chosen.length; pair += 1) {
    const key = (pairs.participant[pair] as number) * mentors.length + (pairs.mentor[pair] as number);
    if (!wanted.has(key)) continue;
    chosen[pair] = 1;
    found += 1;
  }
  if (found === matched.length) return chosen;
  throw new MileError(
    'INVALID_RESULT',
    `The match has ${matched.length} pairs, of which the problem allows ${found}. Take the result of this problem.`,
    { pairs: matched.length, allowed: found, participants: participants.length },
  );
}
