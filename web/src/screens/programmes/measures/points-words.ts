/** Points that a measure gives at most: that of the contract, which brings its schemas along. */
export const POINTS = 1000;

/** How good something is beside the best, in words, with the points that they stand for. */
export const POINT_WORDS: readonly { points: number; words: string }[] = [
  { points: POINTS, words: 'just as good' },
  { points: 750, words: 'three quarters as good' },
  { points: 500, words: 'half as good' },
  { points: 250, words: 'a quarter as good' },
  { points: 0, words: 'worth nothing' },
];

/** What lies between two of these, by the next better one: "less than half as good". */
export function betweenWords(points: number): string {
  const above = POINT_WORDS.findLast((one) => one.points > points);
  return above === undefined || above.points === POINTS ? 'nearly as good' : `less than ${above.words}`;
}

/** Whole points from 0 to POINTS; undefined for what is no number. */
export function toPoints(value: number): number | undefined {
  return Number.isFinite(value) ? Math.min(POINTS, Math.max(0, Math.round(value))) : undefined;
}
