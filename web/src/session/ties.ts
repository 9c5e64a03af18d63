import type { TieStatus } from '#solver/contract/explore/ties.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import type { ExploreReply } from '../api/client.ts';

export type Ties = ExploreReply<'ties'>['answer'];

/** The ties of the best match, with its pairs by ids. */
export interface TiesShown {
  ties: Ties;
  /** Undefined where it was not settled, and for a pair that is not allowed. */
  statusOf: (pair: Decision) => TieStatus | undefined;
}

const keyOf = ({ participant, mentor }: Decision) => JSON.stringify([participant, mentor]);

export function tiesFrom({ participants, mentors, pairs, answer }: ExploreReply<'ties'>): TiesShown {
  const statuses = new Map<string, TieStatus>();
  answer.pairs.forEach((status, at) => {
    const participant = participants[pairs?.participant[at] ?? -1];
    const mentor = mentors[pairs?.mentor[at] ?? -1];
    if (status && participant !== undefined && mentor !== undefined)
      statuses.set(keyOf({ participant, mentor }), status);
  });
  return { ties: answer, statusOf: (pair) => statuses.get(keyOf(pair)) };
}
