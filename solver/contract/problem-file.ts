import type { Problem, ProblemFile } from './problem.ts';

/** The problem as a file has it: plain arrays instead of typed ones. */
export function problemFile(problem: Problem): ProblemFile {
  const { participant, mentor, score } = problem.pairs;
  return {
    ...problem,
    participants: [...problem.participants],
    mentors: [...problem.mentors],
    pairs: { participant: Array.from(participant), mentor: Array.from(mentor), score: Array.from(score) },
    quotas: [...problem.quotas],
    pinned: [...problem.pinned],
    levels: [...problem.levels],
  };
}
