import { MileError } from '../contract/errors.ts';
import type { RuleEffect } from '../contract/matching.ts';
import type { Policy } from '../contract/policy/policy.ts';
import type { Problem } from '../contract/problem.ts';
import { allowedKey, allowedPairs } from './allowed.ts';
import { measureOf, quotaTestOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import type { Measure } from './measures/measure.ts';
import type { AllowedPairs, RuleTally, ScoredPairs } from './pairs.ts';
import { pinnedPairs } from './pins.ts';
import { problemQuota } from './quotas/quotas.ts';
import { wholeWeights } from './weights.ts';
import type { WholeWeights } from './weights.ts';

/** A cohort under a policy: what the solver gets, and what the answer is explained with. */
export interface ScoredCohort {
  readonly problem: Problem;
  /** In the order of the policy's rules. */
  readonly rules: readonly RuleEffect[];
  readonly possiblePairs: number;
  readonly allowedPairs: number;
  readonly weights: WholeWeights;
  readonly pairs: ScoredPairs;
  /** Of the rules that are on. */
  readonly tallies: readonly RuleTally[];
}

/**
 * The problem of a policy: people, allowed pairs and quotas in canonical order, so that the order of the input does not matter. Throws
 * UNKNOWN_FIELD, INVALID_POLICY, INVALID_COHORT, UNKNOWN_PERSON, PIN_AND_FORBID, PIN_NOT_ALLOWED and TOO_LARGE_TO_STAY_EXACT.
 */
export function scoreCohort(compiled: CompiledCohort, policy: Policy): ScoredCohort {
  const pairs = scorePairs(compiled, policy);
  const allowed = allowedPairs(compiled, policy);
  const { participant, mentor, score } = pairs;
  const quotas = policy.quotas.filter(({ on }) => on);
  return {
    problem: {
      format: 'mile-problem/1',
      participants: compiled.participantNodes,
      mentors: compiled.mentorNodes,
      pairs: { participant, mentor, score },
      quotas: quotas.map((quota) => problemQuota(quota, quotaTestOf(compiled, quota), pairs)),
      pinned: pinnedPairs(compiled, policy, pairs),
      levels: policy.levels,
    },
    rules: allowed.effects,
    possiblePairs: allowed.possible,
    allowedPairs: allowed.count,
    weights: wholeWeights(policy.criteria),
    pairs,
    tallies: allowed.tallies,
  };
}

/** The allowed pairs with their scores, without pins and quotas; kept for these criteria, rules and forbids. */
export function scorePairs(compiled: CompiledCohort, policy: Policy): ScoredPairs {
  checkProgramme(compiled, policy);
  const key = `${JSON.stringify(policy.criteria)} ${allowedKey(policy)}`;
  return compiled.scored.get(key, () => scoreRows(compiled, policy, allowedPairs(compiled, policy)));
}

/** Row by row: points of every criterion that weighs, times its multiplier, summed; then the allowed pairs are copied out. */
function scoreRows(compiled: CompiledCohort, policy: Policy, allowed: AllowedPairs): ScoredPairs {
  const { multipliers } = wholeWeights(policy.criteria);
  const weighed = policy.criteria
    .map((criterion, index) => ({
      measure: measureOf(compiled, criterion),
      multiplier: multipliers[index] as number,
    }))
    .filter(({ multiplier }) => multiplier > 0);
  const participants = compiled.participantNodes.length;
  const mentors = compiled.mentorNodes.length;
  const pairs = {
    participant: new Int32Array(allowed.count),
    mentor: new Int32Array(allowed.count),
    score: new Int32Array(allowed.count),
    rowStart: new Int32Array(participants + 1),
  };
  const points = new Uint16Array(mentors);
  const sums = new Int32Array(mentors);
  for (let participant = 0; participant < participants; participant += 1) {
    const blocked = allowed.blocked.subarray(participant * mentors, (participant + 1) * mentors);
    sumRow(weighed, participant, points, sums);
    addRow(pairs, participant, blocked, sums);
  }
  return pairs;
}

interface WeighedMeasure {
  readonly measure: Measure;
  readonly multiplier: number;
}

/** One participant's score with every mentor. */
function sumRow(
  weighed: readonly WeighedMeasure[],
  participant: number,
  points: Uint16Array,
  sums: Int32Array,
): void {
  sums.fill(0);
  for (const { measure, multiplier } of weighed) {
    measure.row(participant, points);
    addTimes(sums, points, multiplier);
  }
}

/** Copies out the allowed pairs of one participant. */
function addRow(pairs: ScoredPairs, participant: number, blocked: Uint8Array, sums: Int32Array): void {
  const { mentor: mentors, score, rowStart } = pairs;
  const begin = rowStart[participant] as number;
  let next = begin;
  for (let mentor = 0; mentor < sums.length; mentor += 1) {
    if (blocked[mentor] === 1) continue;
    mentors[next] = mentor;
    score[next] = sums[mentor] as number;
    next += 1;
  }
  pairs.participant.fill(participant, begin, next);
  rowStart[participant + 1] = next;
}

function addTimes(sums: Int32Array, points: Uint16Array, multiplier: number): void {
  for (let mentor = 0; mentor < sums.length; mentor += 1)
    sums[mentor] = (sums[mentor] as number) + (points[mentor] as number) * multiplier;
}

function checkProgramme({ features }: CompiledCohort, policy: Policy): void {
  const { id } = features.programme;
  if (policy.programme === id) return;
  throw new MileError(
    'INVALID_POLICY',
    `The policy belongs to the programme "${policy.programme}", the cohort to "${id}". Choose a policy of this programme.`,
    { programme: policy.programme, expected: id },
  );
}
