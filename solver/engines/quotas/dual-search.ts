import type { Budget } from '../../program/maximum.ts';
import type { WholePrices } from '../../program/prices.ts';
import type { Choice, Program, Row } from '../../program/program.ts';
import { PricedNetwork } from './priced-network.ts';
import type { PricedSolution } from './priced-network.ts';
import { proximalStep } from './proximal-step.ts';
import type { Piece } from './proximal-step.ts';
import type { Side } from './sides.ts';

/** What a search for multipliers found, over the pairs of its program. */
export interface DualPoint {
  readonly prices: WholePrices;
  /** The bound of these prices over the program's pairs, not rounded. */
  readonly value: number;
}

export interface DualSearchResult extends DualPoint {
  /** The choice that is best at the prices. */
  readonly x: Choice;
  /** All choices that were best somewhere on the way. */
  readonly seen: readonly SeenChoice[];
  /** The multipliers grew without end: the rows can hardly be kept. */
  readonly diverged: boolean;
  /** Where a search over more pairs may go on. */
  readonly bundle: Bundle;
}

export interface SeenChoice {
  readonly x: Choice;
  readonly keepsRows: boolean;
}

/** What a search has learned of the bound: its pieces stay below that of every program that has the pairs of their choices. */
export interface Bundle {
  readonly pieces: readonly Piece[];
  /** Convex weights of the pieces. */
  readonly weights: Float64Array;
  readonly step: number;
}

export interface DualSearchGoal {
  /** No lower value is of use. */
  readonly enough: number;
  /** A lower value by this is worth a further solve. */
  readonly tolerance: number;
  readonly solves: number;
}

const MOST_PIECES = 60;
/** The network adds and multiplies whole numbers up to this without rounding. */
const EXACT = 2 ** 50;
const FINEST = 2 ** 30;
/** Multipliers, in units of the largest objective, that hardly any useful bound needs. */
const FAR = 2 ** 8;
/** What the network's sums may come to, for each person, in units of the largest worth of a pair. */
const SUMS = 4;
const MORE_SUMS = 32;
const SERIOUS = 0.1;
/** What a violated row's multiplier is raised by at first, in units of the largest objective, and how that grows. */
const PUSH = 0.002;
const PUSH_MORE = 1.4;

/**
 * Minimises the Lagrangian bound over the multipliers of the rows by a proximal bundle method. Each point is evaluated by one network solve, exactly, at
 * multipliers rounded to the scale, so every value is a proven bound.
 */
export class DualSearch {
  readonly #program: Program;
  readonly #network: PricedNetwork;
  readonly #objective: Float64Array;
  readonly #sides: readonly Side[];
  readonly #isFree: Uint8Array;
  readonly #largest: number;
  /** No multiplier, times its row's unit, goes beyond: the numbers stay exact, and a bound that falls so long falls for ever. */
  readonly #far: number;
  readonly scale: number;
  solves = 0;

  /** `sides`: those of the program's rows. */
  constructor(program: Program, sides: readonly Side[]) {
    this.#program = program;
    this.#objective = program.objective;
    this.#network = new PricedNetwork(program);
    this.#sides = sides;
    this.#isFree = Uint8Array.from(this.#sides, ({ isEquation }) => (isEquation ? 1 : 0));
    this.#largest = program.objective.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const nodes = program.participants.max.length + program.mentors.max.length;
    const room = EXACT / (SUMS * nodes + MORE_SUMS) / this.#largest;
    const load = heaviestLoad(program, sides);
    this.#far = this.#largest * Math.min(FAR, Math.max(1, room / 2 / load));
    const finest = room / (1 + (load * this.#far) / this.#largest);
    this.scale = 2 ** Math.max(0, Math.floor(Math.log2(Math.min(FINEST, finest))));
  }

  /** `from`: multipliers of the rows to start at, not times a scale. Undefined where the limits alone cannot be kept. */
  run(
    from: Float64Array,
    goal: DualSearchGoal,
    budget: Budget,
    before?: Bundle,
  ): DualSearchResult | undefined {
    let centre: Float64Array = this.#coordinates(from);
    let best = this.#evaluate(centre);
    if (!best) return undefined;
    let pieces: Piece[] = [...(before?.pieces ?? []), best.piece];
    let weights: Float64Array = before ? Float64Array.of(...before.weights, 0) : Float64Array.of(1);
    let step = before?.step ?? (0.2 * this.#largest) / Math.max(1e-9, largestOf(best.piece.slope));
    const seen: SeenChoice[] = [best.seen];
    let diverged = false;
    let nulls = 0;
    while (this.#sides.length > 0 && this.solves < goal.solves && best.value > goal.enough) {
      if (budget.remainingMs() <= 0) break;
      const next = proximalStep(pieces, centre, step, this.#isFree, weights);
      weights = Float64Array.from(next.weights);
      const promised = best.value - next.promise;
      if (promised < goal.tolerance) break;
      if (largestOf(next.point) > this.#far) {
        diverged = true;
        break;
      }
      const tried = this.#evaluate(this.#rounded(next.point));
      if (!tried) return undefined;
      seen.push(tried.seen);
      const gained = best.value - tried.value;
      if (gained >= SERIOUS * promised) {
        if (gained >= 0.5 * promised || nulls === 0) step *= 2;
        centre = tried.point;
        best = tried;
        nulls = 0;
      } else {
        nulls += 1;
        if (gained < -promised || nulls > 3) step *= 0.6;
      }
      [pieces, weights] = pruned([...pieces, tried.piece], Float64Array.of(...weights, 0));
    }
    return {
      prices: best.prices,
      value: best.value,
      x: best.seen.x,
      seen,
      diverged,
      bundle: { pieces, weights, step },
    };
  }

  /**
   * From these multipliers on raises those of violated rows, more each time, until the choice that is best there is accepted: a
   * first choice for a few solves, worse than the best by what the rows have to spare (a Lagrangian heuristic, as in Beasley 1993).
   */
  overshoot(from: Float64Array, solves: number, accept: (x: Choice) => boolean, budget: Budget): void {
    let point = this.#coordinates(from);
    const push = new Float64Array(point.length).fill(PUSH * this.#largest);
    for (let solve = 0; solve < solves && budget.remainingMs() > 0; solve += 1) {
      const tried = this.#evaluate(point);
      if (!tried || (tried.seen.keepsRows && accept(tried.seen.x))) return;
      point = this.#rounded(
        point.map((value, s) => {
          const slope = tried.piece.slope[s] as number;
          if (slope === 0 || (slope > 0 && !this.#isFree[s])) return value;
          const moved = value - Math.sign(slope) * (push[s] as number);
          push[s] = PUSH_MORE * (push[s] as number);
          return Math.max(-this.#far, Math.min(this.#far, moved));
        }),
      );
    }
  }

  #coordinates(multipliers: Float64Array): Float64Array {
    const own = Float64Array.from(this.#sides, ({ row, sign, isEquation, unit }) => {
      const value = (multipliers[row] as number) * sign * unit;
      return Math.min(this.#far, Math.max(isEquation ? -this.#far : 0, value));
    });
    return this.#rounded(own);
  }

  /** Multipliers are whole times the scale. */
  #rounded(point: Float64Array): Float64Array {
    return point.map((value, s) => {
      const grid = this.scale / (this.#sides[s] as Side).unit;
      return Math.round(value * grid) / grid;
    });
  }

  #evaluate(point: Float64Array) {
    const rows = new Float64Array(this.#program.rows.length);
    for (const [s, { row, sign, unit }] of this.#sides.entries())
      rows[row] = (rows[row] as number) + sign * Math.round(((point[s] as number) * this.scale) / unit);
    const solution = this.#network.solve(this.#objective, rows, this.scale);
    this.solves += 1;
    if (!solution) return undefined;
    const piece = this.#pieceOf(solution);
    let value = piece.height;
    for (let s = 0; s < point.length; s += 1) value += (piece.slope[s] as number) * (point[s] as number);
    const { participants, mentors, x } = solution;
    const keepsRows = piece.slope.every((spare, s) => (this.#isFree[s] === 1 ? spare === 0 : spare >= 0));
    return {
      point,
      piece,
      value,
      seen: { x, keepsRows },
      prices: { scale: this.scale, participants, mentors, rows },
    };
  }

  #pieceOf({ worth, activity }: PricedSolution): Piece {
    return {
      height: worth,
      slope: Float64Array.from(
        this.#sides,
        ({ row, sign, bound, unit }) => (sign * (bound - (activity[row] as number))) / unit,
      ),
    };
  }
}

/** The most that the rows can take from a pair's worth, with multipliers of 1 for each row's unit. */
function heaviestLoad({ rows, fixed }: Program, sides: readonly Side[]): number {
  const load = new Float64Array(fixed.length);
  const units = new Map(sides.map(({ row, unit }) => [row, unit]));
  for (const [index, unit] of units) {
    const row = rows[index] as Row;
    for (let entry = 0; entry < row.pairs.length; entry += 1) {
      const pair = row.pairs[entry] as number;
      load[pair] = (load[pair] as number) + Math.abs(row.coefficients[entry] as number) / unit;
    }
  }
  return Math.max(1, largestOf(load));
}

function pruned(pieces: Piece[], weights: Float64Array): [Piece[], Float64Array] {
  if (pieces.length <= MOST_PIECES) return [pieces, weights];
  const keep = pieces
    .map((_, index) => index)
    .filter((index) => (weights[index] as number) > 0 || index >= pieces.length - MOST_PIECES / 2);
  return [
    keep.map((index) => pieces[index] as Piece),
    Float64Array.from(keep, (index) => weights[index] as number),
  ];
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
