export interface BarPair {
  readonly key: string;
  readonly label: string;
  readonly demand: number;
  readonly supply: number;
}

/** "3 short", "2 over", or nothing where they balance. */
export function balanceWords({ demand, supply }: BarPair): string {
  const short = demand - supply;
  if (short === 0) return 'even';
  return short > 0 ? `${short} short` : `${-short} over`;
}
