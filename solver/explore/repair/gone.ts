import { MileError } from '../../contract/errors.ts';
import type { Problem, ProblemNode } from '../../contract/problem.ts';

/** Who drops out, by index. */
export interface Gone {
  readonly side: 'participant' | 'mentor';
  readonly index: number;
}

/** The person with this id. Throws UNKNOWN_PERSON where nobody has it, and INVALID_INPUT where a participant and a mentor have it. */
export function personWithId({ participants, mentors }: Problem, id: string): Gone {
  const participant = participants.findIndex((node) => node.id === id);
  const mentor = mentors.findIndex((node) => node.id === id);
  if (participant >= 0 && mentor >= 0)
    throw new MileError('INVALID_INPUT', `"${id}" is a participant and a mentor. Give them different ids.`, {
      id,
    });
  if (participant >= 0) return { side: 'participant', index: participant };
  if (mentor >= 0) return { side: 'mentor', index: mentor };
  throw new MileError('UNKNOWN_PERSON', `Nobody in the problem has the id "${id}". Check the spelling.`, {
    id,
  });
}

/** The problem in which this person has nobody and is asked for nothing. Indices stay as they are. */
export function withoutPerson(problem: Problem, { side, index }: Gone): Problem {
  const leaving = (nodes: readonly ProblemNode[]) =>
    nodes.map((node, at) => (at === index ? { ...node, min: 0, max: 0 } : node));
  const pinned = problem.pinned.filter((pair) => problem.pairs[side][pair] !== index);
  return side === 'participant'
    ? { ...problem, participants: leaving(problem.participants), pinned }
    : { ...problem, mentors: leaving(problem.mentors), pinned };
}
