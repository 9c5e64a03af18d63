import type { PublicField } from '#solver/contract/api/intake.ts';

/** Ids of what describes a control, for `aria-describedby`; undefined where nothing does. */
export function describedBy(
  { id }: PublicField,
  notes: { help: boolean; complaint: boolean },
): string | undefined {
  const ids = [...(notes.help ? [`help-${id}`] : []), ...(notes.complaint ? [`complaint-${id}`] : [])];
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** What is said below a question. */
export function helpOf({ kind, help, confidential, unit, isKey }: PublicField, isFixed: boolean): string {
  return [
    help,
    kind === 'people' ? 'One a line.' : null,
    kind === 'number' && unit !== null && unit !== 'year' ? `In ${unit}.` : null,
    confidential && help === null ? 'Used for matching only; shown to nobody on the other side.' : null,
    isKey && isFixed ? 'This stays as it is.' : null,
  ]
    .filter((part) => typeof part === 'string')
    .join(' ');
}
