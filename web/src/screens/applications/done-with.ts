import { notices } from '../../parts/notices.svelte.ts';

/** Says what was done, with the way to take it back. */
export function doneWith(text: string, undo: () => Promise<unknown>): void {
  notices.show(text, {
    action: {
      label: 'Undo',
      run: () => void undo().then((done) => done !== undefined && notices.show('Taken back.')),
    },
  });
}
