import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checksumFileOf } from './checksum.ts';

/** Inside the data folder. */
export const BACKUP_FOLDER = 'backups';

const NIGHTLY = /^night-\d{4}-\d{2}-\d{2}\.db$/;

/** The file of a night, by the day's date: night-2026-11-28.db. */
export function nightlyName(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `night-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.db`;
}

/** Removes all but the newest `kept` nightly backups; what people or migrations made stays. */
export function keepNewestNights(folder: string, kept: number): void {
  if (!existsSync(folder)) return;
  const nights = readdirSync(folder).filter((name) => NIGHTLY.test(name));
  for (const name of nights.sort().slice(0, -kept))
    for (const file of [join(folder, name), checksumFileOf(join(folder, name))])
      rmSync(file, { force: true });
}
