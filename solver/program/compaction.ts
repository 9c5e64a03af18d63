import type { Proof } from '../contract/certificate.ts';
import { gathered } from './columns.ts';
import { EMPTY_ROW } from './program.ts';
import type { Choice, Program, Row } from './program.ts';

/** Below this share of pairs that are fixed to 0 a copy without them costs more than it saves. */
const DEAD_SHARE = 1 / 3;

/** A program, and what belongs to its pairs. */
export interface OnPairs {
  readonly program: Program;
  readonly score: Float64Array;
  readonly x: Choice | undefined;
  /** Where pairs that are out of the question were left out: the numbers that the others have in the problem. */
  readonly pairs: Int32Array | undefined;
}

/**
 * The same without the pairs that are fixed to 0, where they are many: levels of hundreds of stages leave few pairs to choose
 * from, and every stage passes over all that there are. Prices are those of people and rows, so proofs stay as they are.
 */
export function compacted<Ground extends OnPairs>(ground: Ground): Ground {
  const { program } = ground;
  const count = countLive(program.fixed);
  if (count >= (1 - DEAD_SHARE) * program.fixed.length) return ground;
  const live = livePairs(program.fixed, count);
  return {
    ...ground,
    program: programOver(program, live),
    score: gathered(new Float64Array(live.length), ground.score, live),
    x: ground.x && gathered(new Uint8Array(live.length), ground.x, live),
    pairs: ground.pairs ? gathered(new Int32Array(live.length), ground.pairs, live) : live,
  };
}

/** The choice over all pairs of the problem; `pairs` are the numbers that a compacted ground's pairs have there. */
export function overAllPairs(x: Choice, pairs: Int32Array | undefined, count: number): Choice {
  if (!pairs) return x;
  const all = new Uint8Array(count);
  for (let pair = 0; pair < x.length; pair += 1) all[pairs[pair] as number] = x[pair] as number;
  return all;
}

/** The proof with the numbers that the pairs have in the problem. */
export function proofOverAllPairs(proof: Proof, pairs: Int32Array | undefined): Proof {
  if (!pairs) return proof;
  const half = (part: Proof) => proofOverAllPairs(part, pairs);
  switch (proof.kind) {
    case 'branch':
      return {
        ...proof,
        pair: pairs[proof.pair] as number,
        zero: half(proof.zero),
        one: half(proof.one),
      };
    case 'row':
      return { ...proof, below: half(proof.below), above: half(proof.above) };
    case 'split':
      return {
        ...proof,
        pairs: proof.pairs.map((pair) => pairs[pair] as number),
        outside: half(proof.outside),
        inside: half(proof.inside),
      };
    case 'narrowing':
      return { ...proof, rest: half(proof.rest) };
    case 'bound':
    case 'contradiction':
      return proof;
  }
}

function countLive(fixed: Int8Array): number {
  let count = 0;
  for (let pair = 0; pair < fixed.length; pair += 1) if (fixed[pair] !== 0) count += 1;
  return count;
}

function livePairs(fixed: Int8Array, count: number): Int32Array {
  const live = new Int32Array(count);
  let next = 0;
  for (let pair = 0; pair < fixed.length; pair += 1) {
    if (fixed[pair] === 0) continue;
    live[next] = pair;
    next += 1;
  }
  return live;
}

function programOver(program: Program, live: Int32Array): Program {
  const place = new Int32Array(program.fixed.length).fill(-1);
  for (let index = 0; index < live.length; index += 1) place[live[index] as number] = index;
  return {
    ...program,
    participant: gathered(new Int32Array(live.length), program.participant, live),
    mentor: gathered(new Int32Array(live.length), program.mentor, live),
    objective: gathered(new Float64Array(live.length), program.objective, live),
    fixed: gathered(new Int8Array(live.length), program.fixed, live),
    rows: program.rows.map((row) => rowOver(row, place)),
  };
}

/** A row of dead pairs alone demands nothing that the choice at hand does not keep. */
function rowOver(row: Row, place: Int32Array): Row {
  const isLive = (pair: number) => (place[pair] as number) >= 0;
  const pairs = row.pairs.filter(isLive);
  if (pairs.length === 0) return EMPTY_ROW;
  return {
    ...row,
    pairs: pairs.map((pair) => place[pair] as number),
    coefficients: row.coefficients.filter((_, entry) => isLive(row.pairs[entry] as number)),
  };
}
