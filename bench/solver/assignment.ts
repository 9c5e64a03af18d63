import type { AssignmentProblem } from '#solver/engines/flow/assignment/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';

/** A problem as the kernel takes it. Its columns are in 32 bits, as the families make them. */
export function assignmentOf({ participants, mentors, pairs }: Problem): AssignmentProblem {
  const starts = new Int32Array(participants.length + 1);
  const { participant } = pairs;
  for (let pair = 0; pair < participant.length; pair += 1) {
    const after = (participant[pair] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let row = 0; row < participants.length; row += 1)
    starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  return {
    starts,
    column: columnOf(pairs.mentor),
    worth: columnOf(pairs.score),
    demand: Int32Array.from(participants, ({ max }) => max),
    optional: new Uint8Array(participants.length),
    capacity: Int32Array.from(mentors, ({ max }) => max),
  };
}

function columnOf(values: ArrayLike<number>): Int32Array {
  return values instanceof Int32Array ? values : Int32Array.from(values);
}
