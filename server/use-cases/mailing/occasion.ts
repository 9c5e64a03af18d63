import type { LetterFate } from '../../store/outbox.ts';

const VERSION = 'version-';

/** What letters about a published version have as their occasion. */
export function occasionOf(version: number): string {
  return `${VERSION}${version}`;
}

/** The published version that a letter is about. */
export function versionOf({ occasion }: Pick<LetterFate, 'occasion'>): number {
  return Number(occasion.slice(VERSION.length));
}
