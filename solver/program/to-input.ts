import type { CertificateStep, Proof } from '../contract/certificate.ts';
import type { InputOrder } from './canonical.ts';
import type { Choice, Program } from './program.ts';

/** The chosen pairs as [participant index, mentor index] of the problem that was given, sorted. */
export function pairsInInput(program: Program, order: InputOrder, x: Choice): [number, number][] {
  const pairs: [number, number][] = [];
  for (let pair = 0; pair < x.length; pair += 1) {
    if (x[pair] === 1)
      pairs.push([
        order.participants[program.participant[pair] as number] as number,
        order.mentors[program.mentor[pair] as number] as number,
      ]);
  }
  return pairs.sort(([a, b], [c, d]) => a - c || b - d);
}

export function stepInInput(order: InputOrder, step: CertificateStep): CertificateStep {
  return { ...step, proof: proofInInput(order, step.proof) };
}

/** The same proof, told in the indices of the problem that was given. */
export function proofInInput(order: InputOrder, proof: Proof): Proof {
  if (proof.kind === 'branch')
    return {
      kind: 'branch',
      pair: order.pairs[proof.pair] as number,
      zero: proofInInput(order, proof.zero),
      one: proofInInput(order, proof.one),
    };
  return {
    ...proof,
    participants: scatter(order.participants, proof.participants),
    mentors: scatter(order.mentors, proof.mentors),
    // Steps' rows stand behind the quotas in both orders.
    rows: [
      ...scatter(order.quotas, proof.rows.slice(0, order.quotas.length)),
      ...proof.rows.slice(order.quotas.length),
    ],
  };
}

function scatter(order: Int32Array, values: readonly number[]): number[] {
  const scattered = new Array<number>(values.length).fill(0);
  for (const [rank, value] of values.entries()) scattered[order[rank] as number] = value;
  return scattered;
}
