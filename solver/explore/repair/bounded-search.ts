/** Best matches without the person who is gone, by how many others they may move. Matches are columns over the problem's pairs. */
export interface BoundedSearch {
  /** The best of all; undefined where none keeps the demands, or none was found. */
  unbounded(): Uint8Array | undefined;
  /** The best of those that move at most so many. */
  atMost(moves: number): Uint8Array | undefined;
  /** Was every answer so far proven? */
  isProven(): boolean;
}
