export interface Dumbbell {
  readonly key: string;
  readonly label: string;
  /** Undefined where this side has no value. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** "+22", "−3", "±0", or whose value alone there is. */
export function changeWords({ before, after }: Dumbbell): string {
  if (before === undefined) return after === undefined ? '' : 'new';
  if (after === undefined) return 'gone';
  const change = Math.round(after - before);
  if (change === 0) return '±0';
  return change > 0 ? `+${change}` : `−${-change}`;
}
