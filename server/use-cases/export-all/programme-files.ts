import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { Store } from '../../store/store.ts';

/** The newest version of every programme, and each that a cohort follows: files that can be added again. */
export async function* programmeFiles(
  { programmes }: Store,
  cohorts: readonly CohortSummary[],
): AsyncGenerator<ArchiveFile> {
  const newest = await programmes.list();
  const followed = cohorts.map(({ programme: id, programmeVersion: version }) => ({ id, version }));
  const all = [...newest.map(({ programme: { id }, version }) => ({ id, version })), ...followed];
  const paths = new Set<string>();
  for (const { id, version } of all) {
    const path = `programmes/${id}-version-${version}.json`;
    const found = paths.has(path) ? undefined : await programmes.at(id, version);
    paths.add(path);
    if (found) yield { path, content: found.json };
  }
}
