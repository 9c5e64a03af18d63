import type { BoundLeaf } from '../contract/certificate.ts';
import { divisorOf } from './divisor.ts';
import { liveEntries } from './entries.ts';
import type { LeafValue } from './leaf.ts';
import { FREE, ZERO } from './live-pairs.ts';
import type { Limits, Region } from './region.ts';

/**
 * Narrows a region for all choices whose objective has `value`, by complementary slackness with a gap (contract/certificate.ts): such
 * a choice loses G = R - D value in the leaf's inequality, a sum of losses of which none is negative, so none exceeds G. The match
 * itself is such a choice, so nothing of it is lost.
 */
export function narrowBySlack(
  region: Region,
  { scale, participants, mentors, rows }: BoundLeaf,
  { value: rightSide, reduced }: LeafValue,
  value: number,
): void {
  const gap = rightSide - BigInt(scale) * BigInt(value);
  narrowLimits(region.participants, participants, gap);
  narrowLimits(region.mentors, mentors, gap);
  for (const [index, row] of region.rows.entries()) {
    const multiplier = rows[index] as number;
    if (multiplier > 0) row.lower = Math.max(row.lower, row.upper - unitsWithin(gap, multiplier));
    if (multiplier < 0) row.upper = Math.min(row.upper, row.lower + unitsWithin(gap, -multiplier));
  }
  reduced.settleBeyond(gap);
  tidy(region);
}

/** Brings the sides of quotas to multiples of the common divisor of the coefficients that may count: the sums are such multiples. */
export function roundQuotas({ rows, live }: Region): void {
  for (const row of rows) {
    if (!row.entries) continue;
    const { pairs, coefficients } = row.entries;
    const divisor = divisorOf(
      Array.from({ length: pairs.length }, (_, entry) =>
        live.status[pairs[entry] as number] === ZERO ? 0 : (coefficients[entry] as number),
      ),
    );
    row.lower = Math.ceil(row.lower / divisor) * divisor;
    row.upper = Math.floor(row.upper / divisor) * divisor;
  }
}

/** Fixes the free pairs to 0 whose score lies in [from, below). */
export function narrowByScore(region: Region, { from, below }: { from: number; below: number }): void {
  if (from >= below) return;
  const { live } = region;
  const { pair, score, status, count } = live;
  for (let place = 0; place < count; place += 1) {
    const worth = score[place] as number;
    if (worth < from || worth >= below) continue;
    const index = pair ? (pair[place] as number) : place;
    if (status[index] === FREE) live.settle(index, ZERO);
  }
  tidy(region);
}

function narrowLimits({ min, max }: Limits, prices: readonly number[], gap: bigint): void {
  for (let node = 0; node < prices.length; node += 1) {
    const price = prices[node] as number;
    if (price === 0) continue;
    const least = min[node] as number;
    const most = max[node] as number;
    if (least === most) continue;
    const units = unitsWithin(gap, Math.abs(price));
    if (price > 0) min[node] = Math.max(least, most - units);
    else max[node] = Math.min(most, least + units);
  }
}

/** floor(gap / price), or infinity where no double holds it exactly. */
function unitsWithin(gap: bigint, price: number): number {
  if (gap === 0n) return 0;
  const units = gap / BigInt(price);
  return units < UNITS_HELD ? Number(units) : Infinity;
}

/** Limits and sides of rows stay exact when this much is added to them. */
const UNITS_HELD = 2n ** 52n;

function tidy({ live, rows }: Region): void {
  if (!live.tidy()) return;
  for (const row of rows) row.entries = row.entries && liveEntries(row.entries, live.status);
}
