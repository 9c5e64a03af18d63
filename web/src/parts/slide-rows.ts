/*
 * Rows that moved in a list slide from where they stood. Order is told by the list itself; the movement only helps the eye.
 */

const SLIDE_MS = 200;

function rowOf(list: HTMLElement, key: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
}

/** Where rows stand, in pixels from the top of the window. */
export function placesOf(list: HTMLElement, keys: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const key of keys) {
    const row = rowOf(list, key);
    if (row) places.set(key, row.getBoundingClientRect().top);
  }
  return places;
}

/** Lets rows slide from their former places; not where the reader asked for less motion. */
export function slideFrom(list: HTMLElement | undefined, from: ReadonlyMap<string, number>): void {
  if (!list || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  // All places are read before anything moves: reading after a change lays the page out again.
  const moves = [...from].map(([key, top]) => {
    const row = rowOf(list, key);
    return { row, by: row ? top - row.getBoundingClientRect().top : 0 };
  });
  for (const { row, by } of moves)
    if (by !== 0)
      row?.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], {
        duration: SLIDE_MS,
        easing: 'ease-out',
      });
}
