import { promisify } from 'node:util';
import { Readable } from 'node:stream';
import { deflate, inflate } from 'node:zlib';
import type { ProblemFileKind } from '../../store/problem-files.ts';
import type { PackedPart } from '../../store/problems.ts';
import type { Store } from '../../store/store.ts';

/** Numbers in digits shrink to a third at once; more effort wins little. */
const LEVEL = 1;

const deflated = promisify(deflate) as (bytes: Uint8Array, options: { level: number }) => Promise<Buffer>;
const inflated = promisify(inflate) as (bytes: Uint8Array) => Promise<Buffer>;

/** Beside the main thread. */
export async function packed(content: Uint8Array): Promise<PackedPart> {
  return { packed: await deflated(content, { level: LEVEL }), bytes: content.byteLength };
}

/** A file as it was, part by part as its reader takes it; undefined where its first part is not there. */
export async function unpackedFile(
  store: Store,
  id: string,
  file: ProblemFileKind,
  parts: number,
): Promise<Readable | undefined> {
  const first = await store.problems.part(id, file, 0);
  return first && Readable.from(partsFrom(first, store, id, file, parts), { objectMode: false });
}

async function* partsFrom(first: Uint8Array, store: Store, id: string, file: ProblemFileKind, parts: number) {
  yield await inflated(first);
  for (let part = 1; part < parts; part += 1) {
    const content = await store.problems.part(id, file, part);
    // Removed meanwhile: a file that breaks off is known as such, one that is too short is not.
    if (!content) throw new Error('the file was removed while it was read');
    yield await inflated(content);
  }
}
