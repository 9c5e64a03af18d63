import type { Readable } from 'node:stream';
import { MileError } from '#solver/contract/errors.ts';
import { zipStream } from '../../files/zip-stream.ts';
import type { Store } from '../../store/store.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { everyFile } from './every-file.ts';
import type { TableWriter } from './table-writer.ts';

/**
 * Everything that a store keeps as one zip, made while it is read. That it was taken stands in the record, before anything is given out. `account` is who asks,
 * where somebody signed in. Throws BLIND_REVIEW while who asks looks at a cohort without names.
 */
export async function exportEverything(
  store: Store,
  writer: TableWriter,
  { by, account }: { by: Doer; account: string | undefined },
): Promise<Readable> {
  await refuseBlind(store, account);
  const head = await store.transaction(async (repositories) => {
    const cohorts = await repositories.cohorts.list();
    await recordDeed(repositories, { by, kind: 'export.made', facts: { cohorts: cohorts.length } });
    return repositories.record.head();
  });
  return zipStream(everyFile(store, writer, head));
}

async function refuseBlind({ cohorts, blindReviews }: Store, account: string | undefined): Promise<void> {
  for (const { id, name } of await cohorts.list()) {
    const { cohort, yours } = await blindReviews.of(id, account);
    if (cohort || yours)
      throw new MileError(
        'BLIND_REVIEW',
        `“${name}” is reviewed blindly, and this would tell its names. End the blind review on its Applications screen first.`,
      );
  }
}
