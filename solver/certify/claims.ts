import type { CertificateStep } from '../contract/certificate.ts';
import type { Bound, MatchedOutcome } from '../contract/outcome.ts';
import type { Problem } from '../contract/problem.ts';
import { provenBound } from './proof.ts';
import { largestMagnitude, problemRegion, withEquality } from './region.ts';
import type { Region } from './region.ts';
import { claimsOf, stepFlaw, told } from './steps.ts';
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
  readonly region: Region;
  readonly shown: Bound;
  readonly claimed: Bound;
  readonly allShown: boolean;
  /** (bound - value) / max(1, value) of the first step that does not claim to be proven; undefined while all do. */
  readonly claimedGap: number | undefined;
}

/** Walks through the steps of a certificate, each over the region that the steps before it leave. */
export function checkClaims(
  problem: Problem,
  scores: readonly number[],
  outcome: MatchedOutcome,
): CheckedClaims {
  const { steps } = outcome.certificate;
  const claims = claimsOf(problem, scores);
  let walk: Walk = {
    region: problemRegion(problem),
    shown: {},
    claimed: {},
    allShown: true,
    claimedGap: undefined,
  };
  const stopped = (flaw: string): CheckedClaims => ({ bound: walk.shown, proven: false, flaw });
  for (const [index, claim] of claims.entries()) {
    const step = steps[index];
    if (!step) return stopped(`the certificate has ${steps.length} steps, ${claims.length} are needed`);
    const next = takeStep(walk, claim(), step);
    if (typeof next === 'string') return stopped(next);
    walk = next;
  }
  if (steps.length > claims.length)
    return stopped(`the certificate has ${steps.length} steps, ${claims.length} are needed`);
  return { bound: walk.shown, proven: walk.allShown, flaw: resultFlaw(outcome, walk) };
}

/** The walk after one more step, or why the step does not hold. */
function takeStep(walk: Walk, claim: Claim, step: CertificateStep): Walk | string {
  const flaw = stepFlaw(claim, step);
  if (flaw !== undefined) return flaw;
  const proven = provenBound(walk.region, claim.objective, step.proof);
  if (typeof proven === 'string') return `${proven} (step ${told(step)})`;
  // The match itself lies in the region, so nothing can show that the region is empty.
  if (proven.bound === null) return `the proof of the step ${told(step)} says that there is no match`;
  if (BigInt(step.bound) < proven.bound)
    return `the step ${told(step)} claims the bound ${step.bound}, its proof gives ${proven.bound}`;
  const { problem } = walk.region;
  const shown = levelBound(problem, claim, Number(proven.bound));
  const claimed = levelBound(problem, claim, step.bound);
  const isClaimed = step.bound <= claim.provenAt;
  return {
    region: withEquality(walk.region, `the step ${told(step)}`, claim.row, claim.rowValue),
    shown: withLevel(walk.shown, claim, shown),
    claimed: withLevel(walk.claimed, claim, claimed),
    allShown: walk.allShown && proven.bound <= claim.provenAt,
    claimedGap:
      walk.claimedGap ?? (isClaimed ? undefined : (claimed - claim.value) / Math.max(1, claim.value)),
  };
}

/** The bound of a level in its own unit. Of `weakest`, where it is not proven, nothing better is known than the best score. */
function levelBound({ pairs }: Problem, { level, value, provenAt }: Claim, bound: number): number {
  if (level !== 'weakest') return bound;
  return bound <= provenAt ? value : largestMagnitude(pairs.score);
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
