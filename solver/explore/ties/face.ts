import { narrowed } from '../../program/narrowing.ts';
import { valueOf } from '../../program/choice.ts';
import { FREE } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import type { PricedChoice } from '../forcing/exchanges.ts';

/** The optimal face of a pure program: every choice of the returned program is best, and no other is (complementary slackness). */
export function optimalFace({ program, x, participants, mentors }: Omit<PricedChoice, 'reach'>): Program {
  const proof = {
    kind: 'bound' as const,
    scale: 1,
    participants: Array.from(participants),
    mentors: Array.from(mentors),
    rows: program.rows.map(() => 0),
  };
  const value = valueOf(program.objective, x);
  // The prices prove the value, so it is their right side.
  return narrowed(program, value, { proof, rightSide: BigInt(value) }).program;
}

/**
 * All choices of some entries, each a pair of the program, that keep the limits of the nodes; told from one of them. Nodes are
 * the participants, then the mentors.
 */
export interface Choices {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly x: Uint8Array;
  /** Partners that a node may have more, and may give up, from x on. */
  readonly more: Int32Array;
  readonly fewer: Int32Array;
  /** The pair of the program behind each entry. */
  readonly pair: Int32Array;
}

/** All choices of a face, told from one of them; its entries are the free pairs. */
export function choicesOf(face: Program, x: Choice): Choices {
  const { participant, mentor, fixed, participants, mentors } = face;
  const offset = participants.max.length;
  const pair = freePairs(fixed);
  const degree = new Int32Array(offset + mentors.max.length);
  for (let index = 0; index < x.length; index += 1) {
    if (x[index] === 0) continue;
    for (const node of [participant[index] as number, offset + (mentor[index] as number)])
      degree[node] = (degree[node] as number) + 1;
  }
  const limit = (side: 'min' | 'max', node: number) =>
    (node < offset ? participants[side][node] : mentors[side][node - offset]) as number;
  return {
    from: pair.map((index) => participant[index] as number),
    to: pair.map((index) => offset + (mentor[index] as number)),
    x: Uint8Array.from(pair, (index) => x[index] as number),
    more: degree.map((count, node) => limit('max', node) - count),
    fewer: degree.map((count, node) => count - limit('min', node)),
    pair,
  };
}

function freePairs(fixed: Int8Array): Int32Array {
  const free: number[] = [];
  for (let pair = 0; pair < fixed.length; pair += 1) if (fixed[pair] === FREE) free.push(pair);
  return Int32Array.from(free);
}
