import type { CanonicalProblem } from './canonical.ts';
import { inverse } from './canonical.ts';
import { gathered } from './columns.ts';
import { starts } from './grouping.ts';
import type { EarlierPrices } from './maximum.ts';
import type { Choice } from './program.ts';

/** The choice of these [participant index, mentor index] pairs of the problem; pairs that are not allowed are passed over. */
export function choiceInProgram(
  { program, order }: CanonicalProblem,
  pairs: readonly (readonly [number, number])[],
): Choice {
  const participantRank = inverse(order.participants);
  const mentorRank = inverse(order.mentors);
  const first = starts(program.participant, program.participants.max.length);
  const x = new Uint8Array(program.participant.length);
  for (const [participant, mentor] of pairs) {
    const [from, to] = [participantRank[participant] as number, mentorRank[mentor] as number];
    for (let pair = first[from] as number; pair < (first[from + 1] as number); pair += 1)
      if (program.mentor[pair] === to) x[pair] = 1;
  }
  return x;
}

/** Prices in the problem's indices as prices of the program; undefined where they are not of as many people. */
export function pricesInProgram(
  { order }: CanonicalProblem,
  prices: { readonly participants: readonly number[]; readonly mentors: readonly number[] },
): EarlierPrices | undefined {
  if (prices.participants.length !== order.participants.length) return undefined;
  if (prices.mentors.length !== order.mentors.length) return undefined;
  const inOrder = (values: readonly number[], ranked: Int32Array) =>
    gathered(new Float64Array(values.length), values, ranked);
  return {
    participants: inOrder(prices.participants, order.participants),
    mentors: inOrder(prices.mentors, order.mentors),
  };
}
