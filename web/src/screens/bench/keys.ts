/** What a key asks for anywhere on the Bench. */
export type KeyCommand = 'undo' | 'redo' | 'find' | 'help' | 'compare';

const PLAIN: Readonly<Record<string, KeyCommand>> = { '/': 'find', '?': 'help', c: 'compare' };

/** Where somebody types, keys are text: undo there belongs to the text as well. */
export function keyCommand(event: KeyboardEvent): KeyCommand | undefined {
  const { target } = event;
  const typing =
    target instanceof HTMLElement &&
    target.matches('input:not([type=range], [type=checkbox]), select, textarea');
  if (typing || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey) return PLAIN[key];
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : undefined;
}
