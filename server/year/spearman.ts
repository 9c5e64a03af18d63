/**
 * Spearman's rank correlation of two rows of numbers: Pearson's of their ranks, ties at the mean of their places (Spearman 1904). NaN where one of
 * them does not vary.
 */
export function spearman(xs: readonly number[], ys: readonly number[]): number {
  const [a, b] = [centred(ranksOf(xs)), centred(ranksOf(ys))];
  const product = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, at) => sum + value * (q[at] ?? 0), 0);
  const spread = Math.sqrt(product(a, a) * product(b, b));
  return spread === 0 ? NaN : Math.max(-1, Math.min(1, product(a, b) / spread));
}

/** Quantile of the normal distribution for an interval of 95 %. */
const Z = 1.959964;

/**
 * A 95 % interval by Fisher's transformation, atanh(r) +- z sqrt((1 + r^2/2) / (n - 3)): Bonett and Wright, Sample size requirements for
 * estimating Pearson, Kendall and Spearman correlations, Psychometrika 65 (2000). For n > 3. Where r is -1 or 1 both ends are.
 */
export function interval(r: number, n: number): { low: number; high: number } {
  const half = Z * Math.sqrt((1 + (r * r) / 2) / (n - 3));
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}

function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
