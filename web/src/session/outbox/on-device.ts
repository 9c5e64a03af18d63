import type { Reader } from '../../api/reader.ts';
import type { WaitingImport, WaitingRoom, WaitingSet } from './waiting.ts';

interface WaitingOf {
  sets: WaitingSet;
  imports: WaitingImport;
}

type Kept<Item> = Item & { reader: Reader };

type Mode = 'readonly' | 'readwrite';

const DATABASE = 'mile-match';
/** Goes up where a kind is added. */
const VERSION = 3;
/** What an earlier one kept did not say whose it was. */
const FIRST_WITH_READERS = 3;
const STORES: Record<keyof WaitingOf, string> = { sets: 'waiting-sets', imports: 'waiting-imports' };

/**
 * What waits on this device for the service, in IndexedDB, where it outlives the window. Browsers are shared: what one reader left is
 * neither told to the next one nor sent in their name. Every call throws where the browser keeps nothing.
 */
export class OnDevice<Kind extends keyof WaitingOf> implements WaitingRoom<WaitingOf[Kind]> {
  readonly #store: string;
  readonly #reader: Reader;

  constructor(kind: Kind, reader: Reader) {
    this.#store = STORES[kind];
    this.#reader = reader;
  }

  async of(cohortId: string): Promise<WaitingOf[Kind][]> {
    return (await this.all()).filter((one) => one.cohortId === cohortId);
  }

  /** The reader's own, of whatever cohort. */
  async all(): Promise<WaitingOf[Kind][]> {
    type Everybodys = IDBRequest<Kept<WaitingOf[Kind]>[]>;
    const all = await this.#within('readonly', (store) => store.getAll() as Everybodys);
    return all.filter(({ reader }) => reader === this.#reader);
  }

  async put(one: WaitingOf[Kind]): Promise<void> {
    const kept: Kept<WaitingOf[Kind]> = { ...one, reader: this.#reader };
    await this.#within('readwrite', (store) => store.put(kept));
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
  opening.onupgradeneeded = ({ oldVersion }) => {
    const { result } = opening;
    if (oldVersion < FIRST_WITH_READERS)
      for (const store of [...result.objectStoreNames]) result.deleteObjectStore(store);
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
