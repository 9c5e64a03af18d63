import munkres from 'munkres';
import type { Contender } from './contender.ts';

/** munkres on a dense matrix, one to one; a pair that is not allowed costs more than any chain of exchanges can gain. */
export async function munkresContender(): Promise<Contender> {
  return (problem) => {
    const { participant, mentor, score } = problem.pairs;
    const top = largest(score);
    const forbidden = (top + 1) * (problem.participants.length + 1);
    const cost = Array.from(problem.participants, () =>
      new Float64Array(problem.mentors.length).fill(forbidden),
    );
    for (let pair = 0; pair < score.length; pair += 1) {
      const row = cost[participant[pair] as number] as Float64Array;
      row[mentor[pair] as number] = top - (score[pair] as number);
    }
    const solved = { matched: 0, score: 0 };
    for (const [row, column] of munkres(cost)) {
      const paid = cost[row]?.[column] ?? forbidden;
      if (paid === forbidden) continue;
      solved.matched += 1;
      solved.score += top - paid;
    }
    return solved;
  };
}

function largest(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let index = 0; index < numbers.length; index += 1) most = Math.max(most, numbers[index] as number);
  return most;
}
