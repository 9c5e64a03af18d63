import type { ReadFile } from '#solver/contract/api/import.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { ApiError, type ReadChoice } from '../../api/client.ts';
import type { Repair } from '../import-repairs.ts';

/** A match that is to be saved under a name, as soon as the service can be reached. */
export interface WaitingSet {
  /** Its id in the store, chosen here: sent twice it is stored once. */
  id: string;
  cohortId: string;
  name: string;
  cohortVersion: number;
  policy: Policy;
  /** Why the service did not take it, as a sentence: it waits for the reader's word. */
  refusal?: string;
}

/** A file on its way in, as far as it has come. */
export interface WaitingImport {
  id: string;
  cohortId: string;
  side: Side;
  file: File;
  choice: ReadChoice;
  /** What reading it gave, once the service has read it. */
  read?: ReadFile;
  /** The file with the repairs so far. */
  repair?: Repair;
  /** What adding was seen to do by whoever wants it added (`effectOf`): it is added unseen where it still does just that. */
  agreed?: string;
}

/** Where something waits for the service. Every call throws where nothing can be kept. */
export interface WaitingRoom<Item extends { id: string; cohortId: string }> {
  of(cohortId: string): Promise<Item[]>;
  /** Takes the place of what waits under the same id. */
  put(item: Item): Promise<void>;
  remove(id: string): Promise<void>;
}

/** The service did not answer: what was to be sent can wait. */
export function isAway(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'OFFLINE';
}

/** Somebody else is signed in by now, or nobody: what was to be sent waits for its reader. */
export function isReaderGone(error: unknown): boolean {
  return error instanceof ApiError && ['SOMEBODY_ELSE', 'SIGN_IN_NEEDED'].includes(error.code);
}
