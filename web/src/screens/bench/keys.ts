/** What a key asks for anywhere on the Bench. */
export type KeyCommand = 'undo' | 'redo' | 'find' | 'help' | 'compare' | 'pin' | 'forbid' | 'why';

const PLAIN: Readonly<Record<string, KeyCommand>> = {
  '/': 'find',
  '?': 'help',
  c: 'compare',
  p: 'pin',
  x: 'forbid',
  w: 'why',
};

/** Where somebody types, keys are text: undo there belongs to the text as well. */
export function keyCommand(event: KeyboardEvent): KeyCommand | undefined {
  const { target } = event;
  const typing =
    target instanceof HTMLElement &&
    target.matches('input:not([type=range], [type=checkbox]), select, textarea');
  // A row of the list answers its keys itself.
  if (typing || event.altKey || event.defaultPrevented) return undefined;
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey) return PLAIN[key];
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : undefined;
}
