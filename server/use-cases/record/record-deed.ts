import { randomBytes } from 'node:crypto';
import type { RecordEntry, RecordFacts, RecordKind } from '#solver/contract/api/record.ts';
import { canonicalJson, sha256 } from '../../store/canonical-json.ts';
import type { Repositories } from '../../store/store.ts';
import type { Doer } from '../doer.ts';

export interface Deed {
  by: Doer;
  kind: RecordKind;
  /** The cohort that it is about; none for accounts. */
  cohort?: string;
  /** Ids, counts, versions, hashes: no personal data beyond ids. */
  facts?: RecordFacts;
  /** Why, in somebody's own words; may be erased later. */
  reason?: string | undefined;
}

/**
 * Writes down a deed. To be called within the transaction that does it, as its last statement: the head of the chain stays
 * locked until the transaction ends, and of what is undone the record knows nothing.
 */
export async function recordDeed({ record }: Pick<Repositories, 'record'>, deed: Deed): Promise<void> {
  const { number, hash: previous } = await record.lockHead();
  const textsJson = textsOf(deed);
  const entry: RecordEntry = {
    number: number + 1,
    previous,
    at: new Date().toISOString(),
    by: deed.by.actor,
    cohort: deed.cohort ?? null,
    kind: deed.kind,
    facts: deed.facts ?? {},
    texts: textsJson === null ? null : sha256(textsJson),
  };
  const entryJson = canonicalJson(entry);
  await record.append({
    number: entry.number,
    hash: sha256(entryJson),
    cohort_id: entry.cohort,
    about: aboutOf(entry.kind),
    entry_json: entryJson,
    texts_json: textsJson,
  });
}

/** The part of a kind before its dot. */
export function aboutOf(kind: string): string {
  return kind.split('.')[0] ?? kind;
}

/** The salt keeps a hash from telling whether a guessed name is right once the text itself is erased. */
function textsOf({ by: { name }, reason }: Deed): string | null {
  if (!name && !reason) return null;
  return canonicalJson({
    salt: randomBytes(16).toString('base64url'),
    name: name || undefined,
    reason: reason || undefined,
  });
}
