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
      namesHash: canonicalJson(namesHashOf(matchSet)),
      problem: matchSet.problem_json,
      policy: matchSet.policy_json,
      versions: matchSet.versions_json,
      outcome: matchSet.outcome_json,
      matching: matchSet.matching_json,
      ...(matchSet.kind !== 'best' && { kind: canonicalJson(matchSet.kind) }),
    }),
  );
}

type Names = Pick<StoredMatchSet, 'names_json' | 'names_salt' | 'names_hash'>;

/** What the record holds of the names: a hash that was kept, or for sets from before there were salts the hash of the names themselves. */
export function namesHashOf({ names_json: json, names_hash: hash }: Names): string {
  return hash ?? sha256(json);
}

/** The salt keeps the hash from telling whether a guessed name is right once the name is erased. */
export function saltedNamesHash(namesJson: string, salt: string): string {
  return sha256(canonicalObject({ names: namesJson, salt: canonicalJson(salt) }));
}

/** Are the names as they were saved? After an erasure, with which the salt is gone, nobody can tell. */
export function namesHold({ names_json: json, names_salt: salt, names_hash: hash }: Names): boolean {
  return salt === null || saltedNamesHash(json, salt) === hash;
}
