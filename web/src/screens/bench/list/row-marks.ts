/** What stands beside a pair in the list. */
export interface RowMarks {
  pinned: boolean;
  /** Other matches that are as good do without this pair. */
  isSwappable: boolean;
  /** In how many nearby weightings a steady pair holds, as a sentence; undefined where it is not steady, or not known. */
  steady: string | undefined;
  /** Comments on the pair or on its two people. */
  comments: number;
}
