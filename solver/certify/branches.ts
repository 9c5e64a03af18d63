import type { Branch, PairBranch, Proof, RowBranch, Split } from '../contract/certificate.ts';
import { ofParticipant } from './grouped-pairs.ts';
import { FREE, ONE, ZERO } from './live-pairs.ts';
import type { Region, Row } from './region.ts';

/** A half of a branch: what it adds to the region is there between `enter` and `leave`. */
export interface Half {
  readonly proof: Proof;
  readonly enter: () => void;
  readonly leave: () => void;
}

/**
 * The halves of a branch that are not empty from what holds already, or why they do not cover the region. Every x has a pair at 0 or
 * 1, a row at most t or at least t + 1, and, of somebody who takes at most one, either no listed pair at 1 or no other.
 */
export function halvesIn(region: Region, branch: Branch): readonly Half[] | string {
  switch (branch.kind) {
    case 'branch':
      return pairHalves(region, branch);
    case 'row':
      return rowHalves(region, branch);
    case 'split':
      return splitHalves(region, branch);
  }
}

function pairHalves(region: Region, { pair, zero, one }: PairBranch): readonly Half[] | string {
  const before = region.live.status[pair];
  if (before === undefined) return `the proof branches on the pair ${pair}, which does not exist`;
  const halves: Half[] = [];
  if (before !== ONE) halves.push(fixing(region, [pair], ZERO, zero));
  if (before !== ZERO) halves.push(fixing(region, [pair], ONE, one));
  return halves;
}

function rowHalves({ rows }: Region, { row: index, at, below, above }: RowBranch): readonly Half[] | string {
  const row = rows[index];
  if (!row) return `the proof branches on the row ${index}, which does not exist`;
  const halves: Half[] = [];
  if (at >= row.lower) halves.push(drawingIn(row, row.lower, Math.min(row.upper, at), below));
  if (at + 1 <= row.upper) halves.push(drawingIn(row, Math.max(row.lower, at + 1), row.upper, above));
  return halves;
}

function splitHalves(region: Region, split: Split): readonly Half[] | string {
  const { side, person, pairs, outside, inside } = split;
  const most = (side === 'participant' ? region.participants : region.mentors).max[person];
  if (most === undefined) return `the proof splits the pairs of the ${side} ${person}, who does not exist`;
  if (most > 1) return `the proof splits the pairs of the ${side} ${person}, who may have ${most} partners`;
  const { grouped, live } = region;
  const own = side === 'participant' ? ofParticipant(grouped, person) : grouped.ofMentor(person);
  const listed = new Set(pairs);
  if (listed.size < pairs.length) return `the proof splits off a pair of the ${side} ${person} twice`;
  const others = own.filter((pair) => !listed.has(pair));
  if (others.length + listed.size > own.length)
    return `the proof splits off a pair that is none of the ${side} ${person}`;
  const isOne = (pair: number) => live.status[pair] === ONE;
  const halves: Half[] = [];
  if (!pairs.some(isOne)) halves.push(fixing(region, pairs, ZERO, outside));
  if (!others.some(isOne)) halves.push(fixing(region, others, ZERO, inside));
  return halves;
}

function fixing(
  { live }: Region,
  pairs: ArrayLike<number> & Iterable<number>,
  to: typeof ONE | typeof ZERO,
  proof: Proof,
): Half {
  const waiting = live.waiting.length;
  return {
    proof,
    enter: () => {
      for (const pair of pairs) if (live.status[pair] === FREE) live.fix(pair, to);
    },
    leave: () => live.free(waiting),
  };
}

function drawingIn(row: Row, lower: number, upper: number, proof: Proof): Half {
  const { lower: lowerBefore, upper: upperBefore } = row;
  return {
    proof,
    enter: () => void Object.assign(row, { lower, upper }),
    leave: () => void Object.assign(row, { lower: lowerBefore, upper: upperBefore }),
  };
}
