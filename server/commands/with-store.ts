import { readConfig } from '../config.ts';
import { openConfigured } from '../store/store.ts';
import type { Store } from '../store/store.ts';

/** Does something with the store that the settings name, and closes it. */
export async function withStore<Value>(work: (store: Store) => Promise<Value>): Promise<Value> {
  const store = await openConfigured(readConfig(process.env));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
