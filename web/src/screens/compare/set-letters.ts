/** What the sets of a comparison are called in marks: two are before and after, more are letters. */
export function letterOf(at: number, count: number): string {
  return count === 2 ? (at === 0 ? '○' : '●') : ('ABCD'[at] ?? '?');
}

export const MOST_SETS = 4;
