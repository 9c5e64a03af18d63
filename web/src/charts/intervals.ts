/** An estimate and how far it may be off. Without one the row says why. */
export interface Interval {
  readonly key: string;
  readonly label: string;
  readonly estimate: { readonly value: number; readonly low: number; readonly high: number } | undefined;
  /** What the row says in words. */
  readonly words: string;
}

/** With a sign and two digits, as correlations are written: "+0.42", "−0.10". */
export function signedWords(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (Number(text) === 0) return '0.00';
  return value < 0 ? `−${text}` : `+${text}`;
}
