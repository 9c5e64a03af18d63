import type { Viewer } from '#solver/contract/api/live.ts';
import type { RecordActor } from '#solver/contract/api/record.ts';

/** Who does something: for the record, and for the windows of colleagues. */
export interface Doer {
  actor: RecordActor;
  /** What somebody without an account calls themselves; null where they do not say, and for accounts, whose name is known. */
  name: string | null;
  /** The window from which it was done; null where the request did not say. */
  viewer: Viewer | null;
}

const nameless = { name: null, viewer: null } as const;

/** Somebody at a terminal of the machine itself. */
export const TERMINAL: Doer = { actor: { kind: 'terminal' }, ...nameless };
/** The service by itself. */
export const SERVICE: Doer = { actor: { kind: 'service' }, ...nameless };
/** Whoever holds a link that an applicant was given. */
export const APPLICANT: Doer = { actor: { kind: 'applicant' }, ...nameless };
/** A member of a committee whose name is not told: answers are blind. */
export const SOMEBODY: Doer = { actor: { kind: 'committee' }, ...nameless };

export function accountDoer(id: string): Doer {
  return { actor: { kind: 'account', id }, ...nameless };
}
