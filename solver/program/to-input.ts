import type { CertificateStep, Leaf, Proof } from '../contract/certificate.ts';
import { isIdentity } from './canonical.ts';
import type { InputOrder } from './canonical.ts';
import { placesOfOnes } from './choice.ts';
import type { Choice, Program } from './program.ts';

/** The chosen pairs as [participant index, mentor index] of the problem that was given, sorted. */
export function pairsInInput(program: Program, order: InputOrder, x: Choice): [number, number][] {
  return endsInInput(program, order, placesOfOnes(x));
}

/** The same of pairs that are named one by one. */
export function endsInInput(
  { participant, mentor }: Pick<Program, 'participant' | 'mentor'>,
  order: InputOrder,
  chosen: Int32Array,
): [number, number][] {
  const pairs: [number, number][] = [];
  for (let place = 0; place < chosen.length; place += 1) {
    const pair = chosen[place] as number;
    pairs.push([
      order.participants[participant[pair] as number] as number,
      order.mentors[mentor[pair] as number] as number,
    ]);
  }
  return areSorted(pairs) ? pairs : pairs.sort(compareEnds);
}

function areSorted(pairs: readonly [number, number][]): boolean {
  return pairs.every((pair, place) => place === 0 || compareEnds(pairs[place - 1] ?? pair, pair) <= 0);
}

function compareEnds(one: readonly [number, number], other: readonly [number, number]): number {
  return one[0] - other[0] || one[1] - other[1];
}

export function stepInInput(order: InputOrder, step: CertificateStep): CertificateStep {
  return { ...step, proof: proofInInput(order, step.proof) };
}

/** The same proof, told in the indices of the problem that was given. */
export function proofInInput(order: InputOrder, proof: Proof): Proof {
  const half = (part: Proof) => proofInInput(order, part);
  switch (proof.kind) {
    case 'branch':
      return {
        ...proof,
        pair: order.pairs[proof.pair] as number,
        zero: half(proof.zero),
        one: half(proof.one),
      };
    case 'row':
      return {
        ...proof,
        row: rowInInput(order, proof.row),
        below: half(proof.below),
        above: half(proof.above),
      };
    case 'split':
      return {
        ...proof,
        person: (proof.side === 'participant' ? order.participants : order.mentors)[proof.person] as number,
        pairs: proof.pairs.map((pair) => order.pairs[pair] as number),
        outside: half(proof.outside),
        inside: half(proof.inside),
      };
    case 'narrowing':
      return { ...proof, leaf: leafInInput(order, proof.leaf), rest: half(proof.rest) };
    case 'bound':
    case 'contradiction':
      return leafInInput(order, proof);
  }
}

/** Steps' rows stand behind the quotas in both orders. */
function rowInInput({ quotas }: InputOrder, row: number): number {
  return row < quotas.length ? (quotas[row] as number) : row;
}

function leafInInput<Some extends Leaf>(order: InputOrder, leaf: Some): Some {
  return {
    ...leaf,
    participants: scatter(order.participants, leaf.participants),
    mentors: scatter(order.mentors, leaf.mentors),
    rows: [
      ...scatter(order.quotas, leaf.rows.slice(0, order.quotas.length)),
      ...leaf.rows.slice(order.quotas.length),
    ],
  };
}

function scatter(order: Int32Array, values: readonly number[]): number[] {
  if (isIdentity(order)) return [...values];
  const scattered = new Array<number>(values.length).fill(0);
  for (let rank = 0; rank < values.length; rank += 1)
    scattered[order[rank] as number] = values[rank] as number;
  return scattered;
}
