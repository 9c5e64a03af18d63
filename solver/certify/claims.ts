import type { CertificateStep } from '../contract/certificate.ts';
import type { Bound, MatchedOutcome } from '../contract/outcome.ts';
import type { Problem } from '../contract/problem.ts';
import { roundedToDivisor } from './divisor.ts';
import { largestMagnitude } from './entries.ts';
import type { GroupedPairs } from './grouped-pairs.ts';
import { narrowByScore, narrowBySlack } from './narrow.ts';
import { provenBound } from './proof.ts';
import type { ProvenBound } from './proof.ts';
import { problemRegion } from './region.ts';
import type { Region } from './region.ts';
import { claimsOf, edgesOf, stepFlaw, told } from './steps.ts';
import type { Claim } from './steps.ts';

/** What a certificate shows about a match, and the first claim of the result that does not follow. */
export interface CheckedClaims {
  /** The bounds that the proofs give, as far as they hold. */
  readonly bound: Bound;
  /** Every level is proven to be the best that the levels before it leave. */
  readonly proven: boolean;
  readonly flaw: string | undefined;
}

/** What has been shown, and what the steps claim of it: a step may claim less than its proof shows. */
interface Walk {
  readonly shown: Bound;
  readonly claimed: Bound;
  readonly allShown: boolean;
  /** (bound - value) / max(1, value) of the first step that does not claim to be proven; undefined while all do. */
  readonly claimedGap: number | undefined;
}

/** Walks through the steps of a certificate, each over the region that the steps before it leave. */
export function checkClaims(
  problem: Problem,
  grouped: GroupedPairs,
  scores: readonly number[],
  outcome: MatchedOutcome,
): CheckedClaims {
  const { steps } = outcome.certificate;
  const claims = claimsOf(problem, scores);
  const region = problemRegion(problem, grouped, edgesOf(problem, scores));
  let walk: Walk = { shown: {}, claimed: {}, allShown: true, claimedGap: undefined };
  const stopped = (flaw: string): CheckedClaims => ({ bound: walk.shown, proven: false, flaw });
  for (const [index, pending] of claims.entries()) {
    const step = steps[index];
    if (!step) return stopped(`the certificate has ${steps.length} steps, ${claims.length} are needed`);
    const claim = pending();
    const flaw = stepFlaw(claim, step);
    if (flaw !== undefined) return stopped(flaw);
    const proven = provenBound(region, claim.objective, step.proof);
    if (typeof proven === 'string') return stopped(`${proven} (step ${told(step)})`);
    const next = takeStep(walk, region, claim, step, proven.bound);
    if (typeof next === 'string') return stopped(next);
    walk = next;
    if (index + 1 < claims.length) leaveStep(region, claim, step, proven);
  }
  if (steps.length > claims.length)
    return stopped(`the certificate has ${steps.length} steps, ${claims.length} are needed`);
  return { bound: walk.shown, proven: walk.allShown, flaw: resultFlaw(outcome, walk) };
}

/** The walk after one more step, or why the step does not hold. */
function takeStep(
  walk: Walk,
  region: Region,
  claim: Claim,
  step: CertificateStep,
  shownBound: bigint | null,
): Walk | string {
  // The match itself lies in the region, so nothing can show that the region is empty.
  if (shownBound === null) return `the proof of the step ${told(step)} says that there is no match`;
  // The match's value is a multiple of the divisor: a bound that meets it is as low as it can be.
  const bound =
    shownBound <= claim.provenAt ? shownBound : roundedToDivisor(region, claim.objective, shownBound);
  if (BigInt(step.bound) < bound)
    return `the step ${told(step)} claims the bound ${step.bound}, its proof gives ${bound}`;
  const shown = levelBound(region, claim, Number(bound));
  const claimed = levelBound(region, claim, step.bound);
  const isClaimed = step.bound <= claim.provenAt;
  return {
    shown: withLevel(walk.shown, claim, shown),
    claimed: withLevel(walk.claimed, claim, claimed),
    allShown: walk.allShown && bound <= claim.provenAt,
    claimedGap:
      walk.claimedGap ?? (isClaimed ? undefined : (claimed - claim.value) / Math.max(1, claim.value)),
  };
}

/** Leaves the step's row to the steps after it, and what its proof and the row tell of single pairs, limits and quotas. */
function leaveStep(region: Region, claim: Claim, step: CertificateStep, { last }: ProvenBound): void {
  if (claim.keepsObjective && step.proof.kind === 'bound' && last)
    narrowBySlack(region, step.proof, last, claim.value);
  narrowByScore(region, claim.unused);
  region.rows.push({
    name: `the step ${told(step)}`,
    lower: claim.rowValue,
    upper: claim.rowValue,
    entries: undefined,
    worth: claim.row,
  });
}

/** The bound of a level in its own unit. Of `weakest`, where it is not proven, nothing better is known than the best score. */
function levelBound({ grouped }: Region, { level, value, provenAt }: Claim, bound: number): number {
  if (level !== 'weakest') return bound;
  return bound <= provenAt ? value : largestMagnitude(grouped.scoreOf);
}

function withLevel(bound: Bound, { level }: Claim, reach: number): Bound {
  return level === 'leximin' ? bound : { ...bound, [level]: reach };
}

/** Why the result's summary is not what its certificate says, or undefined. */
function resultFlaw({ status, bound, relativeGap }: MatchedOutcome, walk: Walk): string | undefined {
  for (const level of ['matched', 'weakest', 'score'] as const) {
    if (bound[level] !== walk.claimed[level])
      return `the result's bound of "${level}" is ${bound[level] ?? 'missing'}, the certificate's is ${walk.claimed[level] ?? 'missing'}`;
  }
  if (relativeGap !== (walk.claimedGap ?? 0))
    return `the result says a gap of ${relativeGap}, the certificate gives ${walk.claimedGap ?? 0}`;
  const earned = walk.claimedGap === undefined ? 'optimal' : 'feasible';
  return status === earned ? undefined : `the result says "${status}", its certificate says "${earned}"`;
}
