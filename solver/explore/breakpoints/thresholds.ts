import type { Thresholds } from '../../contract/explore/thresholds.ts';
import { MileError } from '../../contract/errors.ts';
import type { MatchedOutcome, Outcome } from '../../contract/outcome.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { scoreCohort } from '../../score/score.ts';
import { counted } from '../counted.ts';
import type { Resolve } from '../resolve.ts';
import { movedBetween } from '../weights/told-pairs.ts';
import { quantityOf } from './rule-quantity.ts';
import type { RuleQuantity } from './rule-quantity.ts';
import { onlyPairs } from './without-pairs.ts';

type Range = Thresholds['ranges'][number];

/**
 * Every threshold of a rule (`max-distance`, `minimum`, `wait`) at which the best match changes, from the loosest on. A stricter threshold
 * only takes pairs away; as long as it leaves those of the best match, that stays the best, and the canonical one, of fewer: so the match
 * of a threshold holds down to the strictest threshold that each of its pairs passes, and one solve for each range finds all of
 * them. True for any levels and quotas. `onRange` is told of the strictest threshold of each range as it is found; it may throw to stop.
 * Throws INVALID_POLICY, and what `scoreCohort` and `resolve` throw.
 */
export function thresholdsOf(
  compiled: CompiledCohort,
  policy: Policy,
  ruleId: string,
  resolve: Resolve,
  onRange?: (strictest: number | null) => void,
): Thresholds {
  const rule = policy.rules.find(({ id }) => id === ruleId) ?? unknownRule(ruleId);
  const quantity = quantityOf(compiled, rule);
  const loosest = quantity.at(quantity.loosest);
  const { problem } = scoreCohort(compiled, {
    ...policy,
    rules: policy.rules.map((one) => (one.id === ruleId ? loosest : one)),
  });
  const ranges = rangesOf(problem, quantity, resolve, onRange);
  const threshold = 'threshold' in rule ? rule.threshold : quantity.loosest;
  return {
    format: 'mile-thresholds/1',
    participants: problem.participants.map(({ id }) => id),
    mentors: problem.mentors.map(({ id }) => id),
    rule: ruleId,
    threshold,
    sense: quantity.sense,
    ranges,
    sentence: sentenceOf(rule.label, ranges, quantity.sense, threshold),
  };
}

function rangesOf(
  problem: Problem,
  quantity: RuleQuantity,
  resolve: Resolve,
  onRange?: (strictest: number | null) => void,
): Range[] {
  const { participant, mentor } = problem.pairs;
  const sign = quantity.sense === 'most' ? 1 : -1;
  // Where the threshold times the sign falls below this, the pair is gone.
  const keys = Float64Array.from(
    participant,
    (_, pair) => sign * quantity.strictestFor(participant[pair] as number, mentor[pair] as number),
  );
  const ranges: Range[] = [];
  let left = Int32Array.from(keys.keys());
  for (;;) {
    const part = onlyPairs(problem, left);
    const outcome = part && resolve(part);
    const found = outcome && 'pairs' in outcome ? outcome : undefined;
    const end = found ? largestKey(problem, left, keys, found) : -Infinity;
    const range = rangeOf(problem, outcome, ranges.at(-1), end === -Infinity ? null : sign * end + 0);
    ranges.push(range);
    onRange?.(range.strictest);
    if (range.strictest === null) return ranges;
    left = left.filter((pair) => (keys[pair] as number) < end);
  }
}

/** How far the threshold can be drawn before the first of the matched pairs is gone. */
function largestKey(
  { pairs: { participant, mentor }, mentors }: Problem,
  left: Int32Array,
  keys: Float64Array,
  { pairs }: MatchedOutcome,
): number {
  const matched = new Set(pairs.map(([one, other]) => one * mentors.length + other));
  let largest = -Infinity;
  for (const pair of left)
    if (matched.has((participant[pair] as number) * mentors.length + (mentor[pair] as number)))
      largest = Math.max(largest, keys[pair] as number);
  return largest;
}

function rangeOf(
  problem: Problem,
  outcome: Outcome | undefined,
  before: Range | undefined,
  strictest: number | null,
): Range {
  const found = outcome && 'pairs' in outcome ? outcome : undefined;
  const pairs = found?.pairs ?? [];
  return {
    strictest,
    loosest: before?.strictest ?? null,
    status: statusOf(outcome),
    matched: found?.matched ?? null,
    score: found?.score ?? null,
    pairs,
    moved: before ? movedBetween(problem, before.pairs, pairs) : [],
  };
}

/** Without an outcome a pinned pair is gone. */
function statusOf(outcome: Outcome | undefined): Range['status'] {
  if (outcome?.status === 'optimal') return 'matched';
  return outcome === undefined || outcome.status === 'infeasible' ? 'impossible' : 'unsettled';
}

function sentenceOf(
  label: string,
  ranges: readonly Range[],
  sense: Thresholds['sense'],
  now: number,
): string {
  const changes = counted(ranges.length - 1, 'change');
  const present = ranges.find(
    ({ strictest }) => strictest === null || (sense === 'most' ? now >= strictest : now <= strictest),
  );
  const looser = present?.loosest ?? null;
  if (ranges.length === 1) return `${label}: no threshold changes the best match.`;
  if (looser === null) return `${label}: ${changes} in all; a looser threshold changes nothing.`;
  return `${label}: ${changes} in all; the next looser threshold that changes the best match is ${looser}.`;
}

function unknownRule(rule: string): never {
  throw new MileError('INVALID_POLICY', `The policy has no rule "${rule}". Name one of its rules.`, { rule });
}
