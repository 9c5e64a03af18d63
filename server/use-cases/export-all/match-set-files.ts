import type { RecordHead } from '#solver/contract/api/record.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import { canonicalJson, canonicalObject } from '../../store/canonical-json.ts';
import type { StoredMatchSet } from '../../store/match-sets.ts';
import type { KnownPerson } from '../../store/people.ts';
import type { Store } from '../../store/store.ts';
import { printHead } from '../record/printed-head.ts';
import { pathName } from './path-name.ts';
import type { TableWriter } from './table-writer.ts';

interface Asked {
  setId: string;
  folder: string;
  head: RecordHead;
  people: readonly KnownPerson[];
  programme: Programme;
}

/** A saved set: what it is, its pairs as a table, and problem and result as files that `verify` takes. */
export async function* matchSetFiles(
  { matchSets, publications }: Store,
  writer: TableWriter,
  { setId, folder, head, people, programme }: Asked,
): AsyncGenerator<ArchiveFile> {
  const stored = await matchSets.get(setId);
  if (!stored) return;
  const place = `${folder}/match-sets/${pathName(stored.name, 'set')}-${setId}`;
  const publishedVersion = (await publications.versionOf(setId)) ?? null;
  yield { path: `${place}/set.json`, content: setText(stored, publishedVersion) };
  yield { path: `${place}/problem.json`, content: stored.problem_json };
  yield { path: `${place}/result.json`, content: stored.outcome_json };
  const content = await writer.write({
    programme,
    policy: stored.policy_json,
    matching: stored.matching_json,
    people,
    names: JSON.parse(stored.names_json) as Record<string, string>,
    format: 'csv',
    stamp: { set: stored.record_hash, head: printHead(head) },
  });
  yield { path: `${place}/pairs.csv`, content };
}

/** Put together from stored text: the parts are canonical JSON already. */
function setText(stored: StoredMatchSet, publishedVersion: number | null): string {
  const { id, cohort_id, name, kind, created_at, status, matched, mean_fit, cohort_version } = stored;
  const facts = {
    ...{ id, name, kind, status, matched, publishedVersion },
    ...{ cohort: cohort_id, cohortVersion: cohort_version, createdAt: created_at, meanFit: mean_fit },
    ...{ inputHash: stored.input_hash, recordHash: stored.record_hash, namesHash: stored.names_hash },
  };
  return canonicalObject({
    ...Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, canonicalJson(value)])),
    policy: stored.policy_json,
    matching: stored.matching_json,
    names: stored.names_json,
    versions: stored.versions_json,
  });
}
