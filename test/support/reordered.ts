import type { Problem } from '#solver/contract/problem.ts';
import { seededRandom } from './random-problem.ts';

function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

function positions(order: readonly number[]): number[] {
  const position: number[] = [];
  for (const [at, index] of order.entries()) position[index] = at;
  return position;
}

/** The same problem with all lists in another order. */
export function reordered(problem: Problem, seed: number): Problem {
  const random = seededRandom(seed);
  const participants = shuffled(problem.participants.length, random);
  const mentors = shuffled(problem.mentors.length, random);
  const pairs = shuffled(problem.pairs.score.length, random);
  const quotas = shuffled(problem.quotas.length, random);
  const pins = shuffled(problem.pinned.length, random);
  const [newParticipant, newMentor, newPair] = [participants, mentors, pairs].map(positions) as [
    number[],
    number[],
    number[],
  ];
  return {
    ...problem,
    participants: participants.map((index) => problem.participants[index] as Problem['participants'][number]),
    mentors: mentors.map((index) => problem.mentors[index] as Problem['mentors'][number]),
    pairs: {
      participant: pairs.map((pair) => newParticipant[problem.pairs.participant[pair] as number] as number),
      mentor: pairs.map((pair) => newMentor[problem.pairs.mentor[pair] as number] as number),
      score: pairs.map((pair) => problem.pairs.score[pair] as number),
    },
    quotas: quotas.map((index) => {
      const quota = problem.quotas[index] as Problem['quotas'][number];
      const entries = shuffled(quota.pairs.length, random);
      return {
        ...quota,
        pairs: entries.map((entry) => newPair[quota.pairs[entry] as number] as number),
        coefficients: entries.map((entry) => quota.coefficients[entry] as number),
      };
    }),
    pinned: pins.map((pin) => newPair[problem.pinned[pin] as number] as number),
  };
}
