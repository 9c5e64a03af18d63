import { setImmediate } from 'node:timers/promises';

/**
 * Removes what one statement would take so long for that everybody else waits: `removeSome` removes a few and says whether there were
 * any. Others have their turn between. Whoever is killed meanwhile leaves less to remove.
 */
export async function fewAtATime(removeSome: () => Promise<boolean>): Promise<void> {
  while (await removeSome()) await setImmediate();
}
