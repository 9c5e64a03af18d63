import type { UnitAssignment } from '../assignment/problem.ts';
import type { Limits } from '../../../program/program.ts';
import type { Region } from './region.ts';

/** Prices of participants and mentors. */
export interface Prices {
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
}

/** König's cover as prices: they prove how many can be matched. A participant without pairs is no part of it. */
export function coverPrices(starts: Int32Array, mentors: number, region: Region | undefined): Prices {
  const participants = new Float64Array(starts.length - 1);
  for (let row = 0; row < participants.length; row += 1)
    participants[row] = starts[row] !== starts[row + 1] && region?.rows[row] !== 1 ? 1 : 0;
  return { participants, mentors: region ? new Float64Array(region.columns) : new Float64Array(mentors) };
}

/**
 * The assignment's prices for the score among the largest matches. Those of the region carry what staying alone costs: it is taken off the columns and
 * given back to the rows, which touch no other columns.
 */
export function scorePrices(found: UnitAssignment, region: Region | undefined): Prices {
  const { rowPrices: participants, columnPrices: mentors } = found;
  if (!region) return { participants, mentors };
  const alone = found.mate.findIndex((column) => column < 0);
  const cost = -(participants[found.rowOf[alone] as number] as number);
  return {
    participants: participants.map((price, row) => (region.rows[row] === 1 ? price + cost : price)),
    mentors: mentors.map((price, column) => (region.columns[column] === 1 ? price - cost : price)),
  };
}

/** What every largest match keeps to that is worth as much as the prices prove: complementary slackness of both levels. */
export function limitsOnFace(
  { max }: Limits,
  prices: Float64Array,
  isSettled: (node: number) => boolean,
): Limits {
  const min = max.map((most, node) => ((prices[node] as number) > 0 || isSettled(node) ? most : 0));
  return { min, max };
}
