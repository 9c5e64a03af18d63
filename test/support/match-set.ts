import type { StoredMatchSet } from '#server/store/match-sets.ts';

/** A match set of no meaning, for tests of the store alone. */
export function anyMatchSet(changes: Partial<StoredMatchSet> = {}): StoredMatchSet {
  return {
    id: 'matchset-1',
    cohort_id: 'cohort-1',
    name: 'First',
    created_at: '2026-01-01T00:00:00.000Z',
    status: 'optimal',
    matched: 1,
    mean_fit: 81.25,
    cohort_version: 1,
    input_hash: 'input',
    record_hash: 'record',
    policy_json: '{}',
    problem_json: '{}',
    outcome_json: '{}',
    matching_json: '{}',
    names_json: '{}',
    names_salt: null,
    names_hash: null,
    versions_json: '{}',
    kind: 'best',
    ...changes,
  };
}
