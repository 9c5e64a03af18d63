import type { Program } from '../../program/program.ts';
import type { Restriction } from '../restriction.ts';
import type { Start } from '../simplex/start.ts';
import type { Near } from './node.ts';

/** A Lagrangian solution over the rows and columns of a linear program. */
export function startOf(program: Program, { owners, pairs }: Restriction, { prices, x }: Near): Start {
  const participants = program.participants.max.length;
  const before = participants + program.mentors.max.length;
  const priceOf = (owner: number) => {
    if (owner < participants) return prices.participants[owner];
    return owner < before ? prices.mentors[owner - participants] : prices.rows[owner - before];
  };
  return {
    prices: Float64Array.from(owners, (owner) => (priceOf(owner) as number) / prices.scale),
    choice: Uint8Array.from(pairs, (pair) => x[pair] as number),
    people: owners.filter((owner) => owner < before).length,
  };
}
