import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file within an archive. */
export interface ArchiveFile {
  /** Parts are parted by `/`. */
  path: string;
  /** What is large comes as a stream. */
  content: string | Uint8Array | Readable;
}

/**
 * A zip of files that are made one after the other: the next is asked for once the one before was taken by the reader, so that a large archive is never held as
 * a whole. What goes wrong on the way breaks the stream off; who leaves ends the making.
 */
export function zipStream(files: AsyncIterable<ArchiveFile>): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  void addAll(zip, out, files).catch((error: unknown) => out.destroy(error as Error));
  return out;
}

async function addAll(zip: ZipFile, out: Readable, files: AsyncIterable<ArchiveFile>): Promise<void> {
  const left = once(out, 'close');
  // Listened to where it matters; a stream that was broken off is no error of its own here.
  left.catch(() => undefined);
  for await (const { path, content } of files) {
    const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
    zip.addReadStream(source, path);
    await Promise.race([once(source, 'close'), left]);
    if (out.destroyed) return void source.destroy();
  }
  zip.end();
}
