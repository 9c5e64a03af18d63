import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { SetKind } from '#solver/contract/api/made.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import { newToken } from '../auth/tokens.ts';
import type { Snapshot } from '../jobs/solver-tasks.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { CohortSnapshot } from './cohort-snapshots.ts';
import { inputHash } from './cohort-snapshots.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { recordHash, saltedNamesHash } from './match-record.ts';
import { summaryOf } from './read-match-set.ts';
import { recordDeed } from './record/record-deed.ts';
import { newRecordId } from './record-id.ts';
import { versionsFor } from './versions.ts';

/** A match that is to be kept for good. */
export interface KeptMatch {
  /** A new one where none was chosen. */
  id?: string;
  name: string;
  kind: SetKind;
  people: CohortSnapshot;
  /** Canonical JSON of the policy that it answers to. */
  policy: string;
  snapshot: Snapshot;
}

/** Writes a match set. Throws INVALID_RESULT where the independent check refuses the match. */
export async function keepMatchSet(
  context: Context,
  { id = newRecordId(), name, kind, people, policy, snapshot }: KeptMatch,
  by: Doer,
): Promise<MatchSetSummary> {
  refuseUnverified(snapshot);
  const { status, matched, meanFit } = JSON.parse(snapshot.matching) as FoundMatching;
  const record = {
    id,
    cohort_id: people.id,
    cohort_version: people.version,
    name,
    kind,
    created_at: new Date().toISOString(),
    status,
    matched,
    mean_fit: meanFit,
    input_hash: inputHash(people, policy),
    policy_json: policy,
    problem_json: snapshot.problem,
    outcome_json: snapshot.outcome,
    matching_json: snapshot.matching,
    ...saltedNames(people),
    versions_json: canonicalJson(versionsFor(people.programmeVersion)),
  };
  const stored = { ...record, record_hash: recordHash(record) };
  await context.store.transaction(async (repositories) => {
    await repositories.matchSets.add(stored);
    const facts = { matchSet: stored.id, made: kind, matched, record: stored.record_hash };
    await recordDeed(repositories, { by, cohort: people.id, kind: 'match-set.saved', facts });
  });
  context.opinions.wake();
  context.live.changed(people.id, { kind: 'match-sets', by: by.viewer });
  return summaryOf(stored, { agreement: null, publishedVersion: undefined });
}

function saltedNames({ names }: CohortSnapshot) {
  const json = canonicalJson(names);
  const salt = newToken();
  return { names_json: json, names_salt: salt, names_hash: saltedNamesHash(json, salt) };
}

function refuseUnverified({ verification: { reason } }: Snapshot): void {
  if (reason === null) return;
  throw new MileError(
    'INVALID_RESULT',
    `The match was not saved, because the independent check refuses it: ${reason}. Please report this.`,
    { reason },
  );
}
