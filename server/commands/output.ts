import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MileError } from '#solver/contract/errors.ts';

/** A reader that has seen enough (`mile ... | head -1`) is no failure: what is still written to it is dropped. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
    });
}

/** Writes a result to a file, or to standard output where no file is named. */
export async function writeResult(path: string | undefined, content: string | Uint8Array): Promise<void> {
  if (path !== undefined) return writeWhole(path, content);
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
  });
}

/** Writes a file whole or not at all: beside its place first, then under its name. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw notWritten(path, error);
  }
}

/** The same with what is made while it is written, readable by its owner alone. */
export async function writeStream(path: string, content: Readable): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await pipeline(content, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw notWritten(path, error);
  }
}

/** A message for the person at the terminal. */
export function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}

function isClosedPipe(error: unknown): boolean {
  return errorCode(error) === 'EPIPE';
}

/** Why a file was not written. */
export function notWritten(path: string, error: unknown): MileError {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new MileError(
      'STORAGE_FULL',
      `"${path}" was not written: the disk is full. Make room and try again.`,
    );
  return new MileError(
    'INVALID_INPUT',
    `"${path}" cannot be written (${code}). Name a file in a folder that exists.`,
  );
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
}
