import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DEFAULT_LEVELS } from '#solver/contract/problem.ts';
import type { Problem, ProblemNode, ProblemQuota } from '#solver/contract/problem.ts';
import { people } from '../families/instance.ts';

/**
 * The file by which an instance reaches a contender in another process: 32-bit whole numbers in the machine's order.
 *
 *   participants n, mentors m, pairs e, 1 where everybody can be matched, quotas k
 *   capacities: n, then m       pairs: e participants, e mentors, e scores
 *   per quota: sense (-1 at most, 0 exactly, 1 at least), bound, entries c, c pairs, c coefficients
 */
export function writeInstance(file: string, problem: Problem, everybodyMatched: boolean): void {
  const { participants, mentors, pairs, quotas } = problem;
  if ([...participants, ...mentors].some(({ min }) => min > 0) || problem.pinned.length > 0)
    throw new RangeError('the peers take neither minima nor pins');
  const descriptor = openSync(file, 'w');
  const put = (numbers: ArrayLike<number>) => {
    const bytes = new Uint8Array(Int32Array.from(numbers).buffer);
    for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
  };
  put([participants.length, mentors.length, pairs.score.length, everybodyMatched ? 1 : 0, quotas.length]);
  put([...participants, ...mentors].map(({ max }) => max));
  for (const column of [pairs.participant, pairs.mentor, pairs.score]) put(column);
  for (const { sense, bound, pairs: members, coefficients } of quotas) {
    put([SENSES.indexOf(sense) - 1, bound, members.length]);
    put(members);
    put(coefficients);
  }
  closeSync(descriptor);
}

const SENSES = ['<=', '=', '>='] as const;

/** What a file that `writeInstance` wrote says; ids are made up. */
export function readInstance(file: string): { problem: Problem; everybodyMatched: boolean } {
  const bytes = readFileSync(file);
  const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let at = 0;
  const take = (count: number) => numbers.subarray(at, (at += count));
  const [n = 0, m = 0, e = 0, everybody = 0, k = 0] = take(5);
  const side = (prefix: string, capacity: Int32Array): ProblemNode[] =>
    people(prefix, capacity.length, (index) => capacity[index] as number);
  const problem: Problem = {
    format: 'mile-problem/1',
    participants: side('p', take(n)),
    mentors: side('m', take(m)),
    pairs: { participant: take(e), mentor: take(e), score: take(e) },
    quotas: Array.from({ length: k }, (_, index): ProblemQuota => {
      const [sense = 0, bound = 0, entries = 0] = take(3);
      return {
        id: `q${index}`,
        sense: SENSES[sense + 1] ?? '=',
        bound,
        pairs: Array.from(take(entries)),
        coefficients: Array.from(take(entries)),
      };
    }),
    pinned: [],
    levels: DEFAULT_LEVELS,
  };
  return { problem, everybodyMatched: everybody === 1 };
}
