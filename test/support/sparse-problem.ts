import type { ProblemFile } from '#solver/contract/problem.ts';
import { seededRandom } from './random-problem.ts';

/** `side` people a side, one to one; each participant may have some of the mentors within a short stretch of their own, so that all want some of the same. */
export function sparseProblem(side: number, candidates: number, seed: number): ProblemFile {
  const random = seededRandom(seed);
  const people = (prefix: string) =>
    Array.from({ length: side }, (_, index) => ({ id: `${prefix}${index}`, min: 0, max: 1 }));
  const pairs: ProblemFile['pairs'] = { participant: [], mentor: [], score: [] };
  for (let participant = 0; participant < side; participant += 1) {
    const first = Math.floor(random() * side);
    for (let candidate = 0; candidate < candidates; candidate += 1) {
      pairs.participant.push(participant);
      pairs.mentor.push((first + candidate) % side);
      pairs.score.push(Math.floor(random() * 1_000));
    }
  }
  return {
    format: 'mile-problem/1',
    participants: people('p'),
    mentors: people('m'),
    pairs,
    quotas: [],
    pinned: [],
    levels: ['matched', 'score'],
  };
}
