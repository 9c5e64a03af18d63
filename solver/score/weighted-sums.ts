import type { Policy } from '../contract/policy/policy.ts';
import { weightThousandths } from '../contract/policy/criteria.ts';
import { measureOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import type { Measure } from './measures/measure.ts';
import type { AllowedPairs, ScoredPairs, Thousandths, WeightedSums } from './pairs.ts';
import { wholeWeights } from './weights.ts';

/** Sums kept at once: those of the policy on screen and of the one before it. */
const KEPT_SUMS = 2;

/**
 * The scores of the allowed pairs under the policy's weights. The sums of an earlier policy over the same pairs are corrected by the
 * criteria whose weights differ, where these are fewer than those that weigh: whole numbers, so that both ways give the same.
 */
export function scoresOf(compiled: CompiledCohort, policy: Policy, allowed: AllowedPairs): ScoredPairs {
  const { divisor } = wholeWeights(policy.criteria);
  const thousandths = thousandthsOf(compiled, policy);
  const { sums: kept } = compiled;
  const [nearest] = kept
    .filter((other) => other.allowed === allowed)
    .map((other) => ({ other, changes: difference(thousandths, other.thousandths) }))
    .sort((a, b) => a.changes.size - b.changes.size);
  if (nearest?.changes.size === 0) return latest(kept, nearest.other).pairs;
  const from = nearest && nearest.changes.size < thousandths.size ? nearest : undefined;
  const sums = from ? from.other.sums.slice() : new Int32Array(allowed.mentor.length);
  addChanges(allowed, from ? from.changes : thousandths, sums);
  const score = divisor === 1 ? sums : sums.map((sum) => sum / divisor);
  const { participant, mentor, rowStart } = allowed;
  return latest(kept, { allowed, thousandths, sums, pairs: { participant, mentor, rowStart, score } }).pairs;
}

function thousandthsOf(compiled: CompiledCohort, { criteria }: Policy): Thousandths {
  const thousandths = new Map<Measure, number>();
  for (const criterion of criteria) {
    const weight = weightThousandths(criterion);
    if (weight === 0) continue;
    const measure = measureOf(compiled, criterion);
    thousandths.set(measure, weight + (thousandths.get(measure) ?? 0));
  }
  return thousandths;
}

function difference(now: Thousandths, before: Thousandths): Thousandths {
  const changes = new Map<Measure, number>();
  for (const measure of new Set([...now.keys(), ...before.keys()])) {
    const change = (now.get(measure) ?? 0) - (before.get(measure) ?? 0);
    if (change !== 0) changes.set(measure, change);
  }
  return changes;
}

function addChanges({ mentor, rowStart }: AllowedPairs, changes: Thousandths, sums: Int32Array): void {
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
