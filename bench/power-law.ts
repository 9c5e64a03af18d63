/** time = factor * size^exponent. */
export interface PowerLaw {
  readonly exponent: number;
  readonly factor: number;
}

/** Least squares on the logarithms; undefined below three points. */
export function fitPowerLaw(points: readonly { size: number; time: number }[]): PowerLaw | undefined {
  if (points.length < 3) return undefined;
  const mean = (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const sizes = points.map(({ size }) => Math.log(size));
  const times = points.map(({ time }) => Math.log(time));
  const [size, time] = [mean(sizes), mean(times)];
  let covariance = 0;
  let variance = 0;
  for (const [index, own] of sizes.entries()) {
    covariance += (own - size) * ((times[index] as number) - time);
    variance += (own - size) ** 2;
  }
  const exponent = covariance / variance;
  return { exponent, factor: Math.exp(time - exponent * size) };
}
