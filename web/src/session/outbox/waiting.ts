import type { Policy } from '#solver/contract/policy/policy.ts';

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

const DATABASE = 'mile-match';
const STORE = 'waiting-sets';

/** The sets that wait on this device, in IndexedDB, where they outlive the window. Throws where the browser allows none. */
export async function waitingSets(cohortId: string): Promise<WaitingSet[]> {
  const all = await within('readonly', (store) => store.getAll() as IDBRequest<WaitingSet[]>);
  return all.filter((set) => set.cohortId === cohortId);
}

export async function putWaiting(set: WaitingSet): Promise<void> {
  await within('readwrite', (store) => store.put(set));
}

export async function removeWaiting(id: string): Promise<void> {
  await within('readwrite', (store) => store.delete(id));
}

async function within<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'id' });
  const database = await resultOf(opening);
  try {
    return await resultOf(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing on this device.'));
  });
}
