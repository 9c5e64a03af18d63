/*
 * The windows of one browser share its session: where somebody goes out or comes in in one, the others show a screen of somebody else.
 */

const NAME = 'mile-visitor';

/** Tells every other window that somebody came in or went out in this one. */
export function tellOtherWindows(): void {
  const line = new BroadcastChannel(NAME);
  line.postMessage('changed');
  line.close();
}

/** Hears of it from every other window. Gives the way to stop hearing. */
export function hearOtherWindows(onchanged: () => void): () => void {
  const line = new BroadcastChannel(NAME);
  line.onmessage = onchanged;
  return () => line.close();
}
