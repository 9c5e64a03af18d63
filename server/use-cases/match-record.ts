import { canonicalJson, canonicalObject, sha256 } from '../store/canonical-json.ts';
import type { StoredMatchSet } from '../store/match-sets.ts';

/**
 * SHA-256 of the canonical JSON of everything a match set keeps: input, policy, versions, result with its certificate, and
 * what was shown. Names enter by their hash alone, so that a person can be erased without the rest losing its proof. The kind enters where it is not
 * `best`: sets that were saved before there were kinds keep their hash.
 */
export function recordHash(matchSet: Omit<StoredMatchSet, 'record_hash'>): string {
  return sha256(
    canonicalObject({
      id: canonicalJson(matchSet.id),
      cohort: canonicalJson(matchSet.cohort_id),
      cohortVersion: canonicalJson(matchSet.cohort_version),
      name: canonicalJson(matchSet.name),
      createdAt: canonicalJson(matchSet.created_at),
      status: canonicalJson(matchSet.status),
      matched: canonicalJson(matchSet.matched),
      meanFit: canonicalJson(matchSet.mean_fit),
      inputHash: canonicalJson(matchSet.input_hash),
      namesHash: canonicalJson(sha256(matchSet.names_json)),
      problem: matchSet.problem_json,
      policy: matchSet.policy_json,
      versions: matchSet.versions_json,
      outcome: matchSet.outcome_json,
      matching: matchSet.matching_json,
      ...(matchSet.kind !== 'best' && { kind: canonicalJson(matchSet.kind) }),
    }),
  );
}
