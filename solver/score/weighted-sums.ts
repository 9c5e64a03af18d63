import type { Policy } from '../contract/policy/policy.ts';
import { weightTenths } from '../contract/policy/criteria.ts';
import { measureOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import type { Measure } from './measures/measure.ts';
import type { AllowedPairs, ScoredPairs, Tenths, WeightedSums } from './pairs.ts';
import { wholeWeights } from './weights.ts';

/** Sums kept at once: those of the policy on screen and of the one before it. */
const KEPT_SUMS = 2;

/**
 * The scores of the allowed pairs under the policy's weights. The sums of an earlier policy over the same pairs are corrected by the
 * criteria whose weights differ, where these are fewer than those that weigh: whole numbers, so that both ways give the same.
 * Throws TOO_LARGE_TO_STAY_EXACT.
 */
export function scoresOf(compiled: CompiledCohort, policy: Policy, allowed: AllowedPairs): ScoredPairs {
  const { divisor } = wholeWeights(policy.criteria);
  const tenths = tenthsOf(compiled, policy);
  const { sums: kept } = compiled;
  const [nearest] = kept
    .filter((other) => other.allowed === allowed)
    .map((other) => ({ other, changes: difference(tenths, other.tenths) }))
    .sort((a, b) => a.changes.size - b.changes.size);
  if (nearest?.changes.size === 0) return latest(kept, nearest.other).pairs;
  const from = nearest && nearest.changes.size < tenths.size ? nearest : undefined;
  const sums = from ? from.other.sums.slice() : new Int32Array(allowed.mentor.length);
  addChanges(allowed, from ? from.changes : tenths, sums);
  const score = divisor === 1 ? sums : sums.map((sum) => sum / divisor);
  const { participant, mentor, rowStart } = allowed;
  return latest(kept, { allowed, tenths, sums, pairs: { participant, mentor, rowStart, score } }).pairs;
}

function tenthsOf(compiled: CompiledCohort, { criteria }: Policy): Tenths {
  const tenths = new Map<Measure, number>();
  for (const criterion of criteria) {
    const weight = weightTenths(criterion);
    if (weight === 0) continue;
    const measure = measureOf(compiled, criterion);
    tenths.set(measure, weight + (tenths.get(measure) ?? 0));
  }
  return tenths;
}

function difference(now: Tenths, before: Tenths): Tenths {
  const changes = new Map<Measure, number>();
  for (const measure of new Set([...now.keys(), ...before.keys()])) {
    const change = (now.get(measure) ?? 0) - (before.get(measure) ?? 0);
    if (change !== 0) changes.set(measure, change);
  }
  return changes;
}

function addChanges({ mentor, rowStart }: AllowedPairs, changes: Tenths, sums: Int32Array): void {
  const entries = [...changes];
  for (let participant = 0; participant + 1 < rowStart.length; participant += 1) {
    const range = {
      begin: rowStart[participant] as number,
      end: rowStart[participant + 1] as number,
    };
    for (const [measure, times] of entries) measure.add(participant, mentor, range, times, sums);
  }
}

/** Puts `sums` last among those kept. */
function latest(kept: WeightedSums[], sums: WeightedSums): WeightedSums {
  const place = kept.indexOf(sums);
  if (place >= 0) kept.splice(place, 1);
  kept.push(sums);
  if (kept.length > KEPT_SUMS) kept.shift();
  return sums;
}
