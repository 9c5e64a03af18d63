import type { ImportPreview, ImportProgress } from '#solver/contract/api/import.ts';
import { counted } from '../../../parts/counted.ts';
import type { NextStep } from '../../../session/import-keeper.svelte.ts';

type Counts = ImportPreview['counts'];

/** What adding will do: "48 new, 3 updated, 20 unchanged, 1 skipped, 0 removed". */
export function effectSentence(counts: Counts): string {
  const parts = [`${counts.added} new`, `${counts.updated} updated`];
  if (counts.unchanged > 0) parts.push(`${counts.unchanged} unchanged`);
  return [...parts, `${counts.skipped} skipped`, `${counts.removed} removed`].join(', ');
}

/** How far it is: "Checking 1,500 of 5,000 rows…". */
export function progressWords(progress: ImportProgress | undefined, otherwise: string): string {
  if (!progress) return otherwise;
  const { phase, done, total } = progress;
  const deed = phase === 'checking' ? 'Checking' : 'Writing';
  return `${deed} ${done.toLocaleString('en')} of ${counted(total, 'row')}…`;
}

/** What was done: "Added 48 people, updated 3." */
export function doneSentence({ added, updated }: Counts): string {
  if (added === 0 && updated === 0) return 'Everybody in the file is here already.';
  if (updated === 0) return `Added ${counted(added, 'person', 'people')}.`;
  if (added === 0) return `Updated ${counted(updated, 'person', 'people')}.`;
  return `Added ${counted(added, 'person', 'people')}, updated ${updated}.`;
}

/** The label of the last button: "Add 48 mentors", "Add 4, update 3". */
export function addLabel({ added, updated }: Counts, label: string, plural: string): string {
  if (added === 0 && updated === 0) return 'Nothing to add';
  if (updated === 0) return `Add ${counted(added, label, plural)}`;
  if (added === 0) return `Update ${counted(updated, label, plural)}`;
  return `Add ${added}, update ${updated}`;
}

const WHEN_BACK: Record<NextStep, string> = {
  reading:
    'It is read and checked as soon as the service is back; nothing is added before you have seen what that does.',
  checking:
    'Your changes are checked as soon as the service is back; nothing is added before you have seen what that does.',
  adding:
    'It is added as soon as the service is back, if it then still does what stands here; otherwise you are asked again.',
};

/** What becomes of a file while the service is away. */
export function waitingWords(fileName: string, next: NextStep, isKept: boolean): string {
  return `“${fileName}” is kept ${isKept ? 'on this device' : 'in this window'}. ${WHEN_BACK[next]}`;
}
