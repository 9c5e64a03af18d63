/**
 * A piece of a convex function below it: at z it is worth  height + slope z.
 */
export interface Piece {
  readonly height: number;
  readonly slope: Float64Array;
}

export interface ProximalStep {
  readonly point: Float64Array;
  /** How much of each piece makes up the slope that was followed: convex weights. */
  readonly weights: Float64Array;
  /** What the pieces promise at the point. */
  readonly promise: number;
}

/** Pairwise exchanges of weight; each costs one pass over the pieces. Fewer where a pass is long: a rough step is then worth more. */
const EXCHANGES = 400;
const LEAST_EXCHANGES = 30;
const WORK = 10_000_000;
const TOLERANCE = 1e-10;

/**
 * Minimises  max over pieces + |z - centre|^2 / (2 step)  over z, where z_s >= 0 unless free: the master problem of the proximal
 * bundle method (Lemarechal 1975, Kiwiel 1990). Its dual is a quadratic in the weights of the pieces, which is solved by exchanging weight between
 * the two pieces that disagree most (Platt 1998); for given weights the multipliers of the signs are known.
 */
export function proximalStep(
  pieces: readonly Piece[],
  centre: Float64Array,
  step: number,
  isFree: Uint8Array,
  start: Float64Array,
): ProximalStep {
  const size = centre.length;
  const count = pieces.length;
  const weights = start.slice();
  const slope = new Float64Array(size);
  const point = new Float64Array(size);
  const value = new Float64Array(count);
  const most = Math.min(EXCHANGES, Math.max(LEAST_EXCHANGES, Math.floor(WORK / (count * size + 1))));
  const used = new Int32Array(size);
  for (let exchange = 0; ; exchange += 1) {
    if (exchange % 50 === 0) blend(pieces, weights, slope);
    let uses = 0;
    for (let s = 0; s < size; s += 1) {
      const moved = (centre[s] as number) - step * (slope[s] as number);
      point[s] = isFree[s] === 1 ? moved : Math.max(0, moved);
      if (point[s] !== 0) used[uses++] = s;
    }
    let high = -1;
    let low = -1;
    for (let i = 0; i < count; i += 1) {
      const piece = pieces[i] as Piece;
      let sum = piece.height;
      for (let use = 0; use < uses; use += 1) {
        const s = used[use] as number;
        sum += (piece.slope[s] as number) * (point[s] as number);
      }
      value[i] = sum;
      if (high < 0 || sum > (value[high] as number)) high = i;
      if ((weights[i] as number) > 0 && (low < 0 || sum < (value[low] as number))) low = i;
    }
    const promise = value[high] as number;
    const disagreement = promise - (value[low] as number);
    if (exchange >= most || disagreement <= TOLERANCE * Math.max(1, Math.abs(promise)))
      return { point, weights, promise };
    const [up, down] = [pieces[high] as Piece, pieces[low] as Piece];
    let curvature = 0;
    for (let s = 0; s < size; s += 1) {
      // A multiplier that the sign holds at 0 does not move.
      if (point[s] === 0 && isFree[s] === 0) continue;
      curvature += ((up.slope[s] as number) - (down.slope[s] as number)) ** 2;
    }
    const whole = weights[low] as number;
    const amount = curvature > 0 ? Math.min(whole, disagreement / (step * curvature)) : whole;
    weights[high] = (weights[high] as number) + amount;
    weights[low] = amount === whole ? 0 : whole - amount;
    for (let s = 0; s < size; s += 1)
      slope[s] = (slope[s] as number) + amount * ((up.slope[s] as number) - (down.slope[s] as number));
  }
}

function blend(pieces: readonly Piece[], weights: Float64Array, slope: Float64Array): void {
  slope.fill(0);
  for (let i = 0; i < pieces.length; i += 1) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    const own = (pieces[i] as Piece).slope;
    for (let s = 0; s < slope.length; s += 1) slope[s] = (slope[s] as number) + weight * (own[s] as number);
  }
}
