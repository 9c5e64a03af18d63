import type { AssignmentProblem } from '#solver/engines/flow/assignment/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';

/**
 * The problem as the kernel takes it: matched first, then the total. Where everybody can be matched, everybody must be; else each
 * match is worth more than any chain of exchanges can lose.
 */
export function assignmentOf(problem: Problem, everybodyMatched: boolean): AssignmentProblem {
  const { participants, mentors, pairs } = problem;
  const starts = new Int32Array(participants.length + 1);
  let top = 0;
  for (let pair = 0; pair < pairs.score.length; pair += 1) {
    const row = pairs.participant[pair] as number;
    starts[row + 1] = (starts[row + 1] as number) + 1;
    top = Math.max(top, pairs.score[pair] as number);
  }
  for (let row = 0; row < participants.length; row += 1)
    starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const bonus = (top + 1) * (participants.length + 1);
  return {
    starts,
    column: Int32Array.from(pairs.mentor),
    worth: everybodyMatched
      ? Int32Array.from(pairs.score)
      : Float64Array.from(pairs.score, (score) => score + bonus),
    demand: Int32Array.from(participants, ({ max }) => max),
    optional: new Uint8Array(participants.length).fill(everybodyMatched ? 0 : 1),
    capacity: Int32Array.from(mentors, ({ max }) => max),
  };
}
