import type { WaitingImport, WaitingRoom, WaitingSet } from './waiting.ts';

interface WaitingOf {
  sets: WaitingSet;
  imports: WaitingImport;
}

type Mode = 'readonly' | 'readwrite';

const DATABASE = 'mile-match';
/** Goes up where a kind is added. */
const VERSION = 2;
const STORES: Record<keyof WaitingOf, string> = { sets: 'waiting-sets', imports: 'waiting-imports' };

/**
 * What waits on this device for the service, in IndexedDB, where it outlives the window. Every call throws where the browser keeps
 * nothing.
 */
export class OnDevice<Kind extends keyof WaitingOf> implements WaitingRoom<WaitingOf[Kind]> {
  readonly #store: string;

  constructor(kind: Kind) {
    this.#store = STORES[kind];
  }

  async of(cohortId: string): Promise<WaitingOf[Kind][]> {
    const all = await this.#within('readonly', (store) => store.getAll() as IDBRequest<WaitingOf[Kind][]>);
    return all.filter((one) => one.cohortId === cohortId);
  }

  async put(one: WaitingOf[Kind]): Promise<void> {
    await this.#within('readwrite', (store) => store.put(one));
  }

  async remove(id: string): Promise<void> {
    await this.#within('readwrite', (store) => store.delete(id));
  }

  async #within<Result>(mode: Mode, work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
    const database = await opened();
    try {
      return await resultOf(work(database.transaction(this.#store, mode).objectStore(this.#store)));
    } finally {
      database.close();
    }
  }
}

function opened(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, VERSION);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    for (const store of Object.values(STORES))
      if (!result.objectStoreNames.contains(store)) result.createObjectStore(store, { keyPath: 'id' });
  };
  return resultOf(opening);
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing on this device.'));
  });
}
