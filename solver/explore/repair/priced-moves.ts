import type { BoundLeaf } from '../../contract/certificate.ts';
import type { Problem } from '../../contract/problem.ts';
import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import { canonicalProblem } from '../../program/canonical.ts';
import { gathered } from '../../program/columns.ts';
import { starts } from '../../program/grouping.ts';
import { FREE, withObjective } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import type { BoundedSearch } from './bounded-search.ts';
import type { MatchBefore } from './match-before.ts';

const NONE = -1;

/** Relaxations for one bound; structured cohorts of 200 a side take up to 200, and most take fewer than 50. */
const MOST_RELAXATIONS = 2_000;

/** What one bound may take. */
export interface SearchLimits {
  readonly mostRelaxations?: number;
  /** The time is over. */
  readonly isOver?: () => boolean;
}

/** A match of the problem in canonical order: its worth in levels, and how many it moves. */
interface Priced {
  readonly x: Choice;
  readonly worth: number;
  readonly moved: number;
}

/** A match that is best for some price of a move, with that question: `worthScale` x worth - `price` x moves is at most `value`. */
interface Relaxed extends Priced {
  readonly worthScale: number;
  readonly price: number;
  readonly value: number;
  readonly prices: () => BoundLeaf;
}

/**
 * The best match that moves at most so many others, of a problem whose levels are matched and score, without quotas and with one partner at
 * most for everybody who may be moved.
 *
 * The moves are then a sum over pairs, so at a price p for each of them (the worth counted q times, all whole) the best match is that of a pure
 * matching: W q - p m <= V for every match, hence W <= floor((V + p k) / q) for those with m <= k moves (Lagrange; Everett 1963). The
 * matches that are best at some price are the corners of the concave hull of all (moves, worth); one chord after another finds those beside
 * k (Eisner and Severance 1976). A corner at k is the answer. Between corners the bound leaves a gap, whatever the prices: pairs
 * whose reduced worth exceeds the gap are settled by it, and what remains is branched: somebody who moves in one of the two corners and not
 * in the other stays, or moves. Every part is closed by such a bound, so the answer is exact, whole number by whole number.
 */
export class PricedMoves implements BoundedSearch {
  readonly #program: Program;
  readonly #order: Int32Array;
  /** moves = #constant + sum of #moves over the chosen pairs. */
  readonly #moves: Int8Array;
  readonly #constant: number;
  /** The kept pair of those who may be moved, NONE without one. */
  readonly #keptPair: Int32Array;
  readonly #counts: Uint8Array;
  readonly #first: Int32Array;
  /** More than any two matches differ in worth. */
  readonly #dear: number;
  /** Corners of the whole problem's hull, by their moves. */
  readonly #corners = new Map<number, Relaxed>();

  readonly #otherwise: BoundedSearch;
  readonly #limits: SearchLimits;
  #relaxationsLeft = 0;

  private constructor(
    { program, order, dear }: WorthProgram,
    { kept, counts }: Pick<MatchBefore, 'kept' | 'counts'>,
    otherwise: BoundedSearch,
    limits: SearchLimits,
  ) {
    this.#program = program;
    this.#order = order;
    this.#counts = counts;
    this.#dear = dear;
    this.#otherwise = otherwise;
    this.#limits = limits;
    this.#first = starts(program.participant, counts.length);
    this.#keptPair = new Int32Array(counts.length).fill(NONE);
    for (let pair = 0; pair < kept.length; pair += 1)
      if (kept[pair] === 1) this.#keptPair[program.participant[pair] as number] = pair;
    this.#constant = this.#keptPair.reduce(
      (sum, pair, node) => sum + (pair !== NONE && counts[node] === 1 ? 1 : 0),
      0,
    );
    this.#moves = Int8Array.from(program.participant, (node, pair) => {
      if (counts[node] === 0) return 0;
      if (this.#keptPair[node] === NONE) return 1;
      return this.#keptPair[node] === pair ? -1 : 0;
    });
  }

  /**
   * Of the problem without the person; undefined where it is none of these problems, or too large for the prices to stay whole.
   * A bound that takes more relaxations or time than allowed is asked of `otherwise`.
   */
  static of(
    problem: Problem,
    before: MatchBefore,
    otherwise: BoundedSearch,
    limits: SearchLimits = {},
  ): PricedMoves | undefined {
    if (problem.quotas.length > 0 || problem.levels[0] !== 'matched') return undefined;
    if (problem.levels.some((level) => level !== 'matched' && level !== 'score')) return undefined;
    if (!areMovesLinear(problem, before)) return undefined;
    const { program, order } = canonicalProblem(problem);
    const worths = worthProgram(problem, program, order.pairs);
    const ranked = {
      kept: gathered(new Uint8Array(before.kept.length), before.kept, order.pairs),
      counts: gathered(new Uint8Array(before.counts.length), before.counts, order.participants),
    };
    return worths && new PricedMoves(worths, ranked, otherwise, limits);
  }

  /** A bound in whole numbers stands behind every answer of its own. */
  isProven(): boolean {
    return this.#otherwise.isProven();
  }

  /** The best match of all that moves fewest, as a column over the problem's pairs. */
  unbounded(): Uint8Array | undefined {
    this.#relaxationsLeft = 1;
    const best = this.#mostWorth(this.#program);
    if (this.#relaxationsLeft < 0) return this.#otherwise.unbounded();
    if (best) this.#corners.set(best.moved, best);
    return best && this.#told(best);
  }

  atMost(moves: number): Uint8Array | undefined {
    this.#relaxationsLeft = this.#limits.mostRelaxations ?? MOST_RELAXATIONS;
    const best = this.#search(this.#program, moves, undefined, true);
    if (this.#relaxationsLeft < 0) return this.#otherwise.atMost(moves);
    return best && this.#told(best);
  }

  #told({ x }: Priced): Uint8Array {
    const chosen = new Uint8Array(x.length);
    for (let rank = 0; rank < x.length; rank += 1) chosen[this.#order[rank] as number] = x[rank] as number;
    return chosen;
  }

  /** The best match of a part with at most `moves` moves that is worth more than `known`; else `known`. */
  #search(program: Program, moves: number, known: Priced | undefined, isWhole: boolean): Priced | undefined {
    let best = known;
    const offer = (match: Priced) => {
      if (match.moved <= moves && (!best || match.worth > best.worth)) best = match;
    };
    let high = isWhole ? this.#cornerFrom(moves) : this.#mostWorth(program);
    if (!high || (best && high.worth <= best.worth)) return best;
    offer(high);
    if (high.moved <= moves) return best;
    let low = isWhole ? this.#cornerUpTo(moves) : this.#fewestMoves(program);
    if (!low || low.moved > moves) return best;
    offer(low);
    for (;;) {
      if (low.worth >= high.worth) return best;
      const between = this.#relax(program, high.moved - low.moved, high.worth - low.worth);
      if (!between) return best;
      offer(between);
      const gap = between.value + between.price * moves - between.worthScale * ((best as Priced).worth + 1);
      if (gap < 0) return best;
      if (isWhole) this.#corners.set(between.moved, between);
      if (between.value === between.worthScale * high.worth - between.price * high.moved)
        return this.#branch(this.#settled(program, between, gap), moves, best as Priced, high, low);
      if (between.moved <= moves) low = between;
      else high = between;
    }
  }

  #branch(program: Program, moves: number, known: Priced, high: Priced, low: Priced): Priced | undefined {
    const node = this.#moverOf(high, low);
    const best = this.#search(this.#staying(program, node), moves, known, false);
    return this.#search(this.#moving(program, node), moves, best, false);
  }

  /** The first who moves in the one and stays in the other. */
  #moverOf(high: Priced, low: Priced): number {
    for (let node = 0; node < this.#counts.length; node += 1)
      if (this.#counts[node] === 1 && this.#isMovedIn(high, node) && !this.#isMovedIn(low, node)) return node;
    return NONE;
  }

  #isMovedIn({ x }: Priced, node: number): boolean {
    const kept = this.#keptPair[node] as number;
    if (kept !== NONE) return x[kept] === 0;
    for (let pair = this.#first[node] as number; pair < (this.#first[node + 1] as number); pair += 1)
      if (x[pair] === 1) return true;
    return false;
  }

  #staying(program: Program, node: number): Program {
    const fixed = program.fixed.slice();
    const kept = this.#keptPair[node] as number;
    for (let pair = this.#first[node] as number; pair < (this.#first[node + 1] as number); pair += 1)
      fixed[pair] = pair === kept ? 1 : 0;
    return { ...program, fixed };
  }

  #moving(program: Program, node: number): Program {
    const kept = this.#keptPair[node] as number;
    if (kept !== NONE) {
      const fixed = program.fixed.slice();
      fixed[kept] = 0;
      return { ...program, fixed };
    }
    const min = program.participants.min.slice();
    min[node] = 1;
    return { ...program, participants: { ...program.participants, min } };
  }

  /** The program with those pairs settled whose turning costs more than the gap. */
  #settled(program: Program, { worthScale, price, x, prices }: Relaxed, gap: number): Program {
    const { participants, mentors } = prices();
    const fixed = program.fixed.slice();
    for (let pair = 0; pair < fixed.length; pair += 1) {
      if (fixed[pair] !== FREE) continue;
      const worth = worthScale * (program.objective[pair] as number) - price * (this.#moves[pair] as number);
      const reduced =
        worth -
        (participants[program.participant[pair] as number] as number) -
        (mentors[program.mentor[pair] as number] as number);
      if (Math.abs(reduced) > gap) fixed[pair] = x[pair] as number;
    }
    return { ...program, fixed };
  }

  #mostWorth(program: Program): Relaxed | undefined {
    return this.#relax(program, this.#counts.length + 1, 1);
  }

  #fewestMoves(program: Program): Relaxed | undefined {
    return this.#relax(program, 1, this.#dear);
  }

  /** The known corner with the fewest moves from `moves` on, else the last of all. */
  #cornerFrom(moves: number): Relaxed | undefined {
    if (this.#corners.size === 0) {
      const best = this.#mostWorth(this.#program);
      if (best) this.#corners.set(best.moved, best);
    }
    const last = Math.max(...this.#corners.keys());
    const beyond = [...this.#corners.keys()].filter((moved) => moved >= moves);
    return this.#corners.get(beyond.length > 0 ? Math.min(...beyond) : last);
  }

  #cornerUpTo(moves: number): Relaxed | undefined {
    const below = () => [...this.#corners.keys()].filter((moved) => moved <= moves);
    if (below().length === 0) {
      const fewest = this.#fewestMoves(this.#program);
      if (fewest) this.#corners.set(fewest.moved, fewest);
    }
    return this.#corners.get(Math.max(...below()));
  }

  /** Undefined where the part has no match, or where no relaxation is left. */
  #relax(program: Program, worthScale: number, price: number): Relaxed | undefined {
    this.#relaxationsLeft = this.#limits.isOver?.() === true ? -1 : this.#relaxationsLeft - 1;
    if (this.#relaxationsLeft < 0) return undefined;
    const objective = program.objective.map(
      (worth, pair) => worthScale * worth - price * (this.#moves[pair] as number),
    );
    const found = maximiseByFlow(withObjective(program, objective));
    if (!found.best) return undefined;
    const { x, value } = found.best;
    let worth = 0;
    let moved = this.#constant;
    for (let pair = 0; pair < x.length; pair += 1) {
      if (x[pair] === 0) continue;
      worth += program.objective[pair] as number;
      moved += this.#moves[pair] as number;
    }
    const prices = () => found.proof as BoundLeaf;
    return { x, worth, moved, worthScale, price, value: value - price * this.#constant, prices };
  }
}

/** The problem's program with matched and score as one worth. */
interface WorthProgram {
  readonly program: Program;
  /** Pair of the problem at each rank. */
  readonly order: Int32Array;
  /** More than any two matches differ in worth. */
  readonly dear: number;
}

/** A pair outweighs every difference of score that there can be. Undefined where totals with prices could pass 2^53. */
function worthProgram(
  { participants, mentors, levels }: Problem,
  program: Program,
  order: Int32Array,
): WorthProgram | undefined {
  const most = participants.reduce((sum, { max }) => sum + Math.min(max, mentors.length), 0);
  const score = levels.includes('score') ? program.objective : new Float64Array(program.objective.length);
  const unit = most * score.reduce((best, one) => Math.max(best, one), 0) + 1;
  const dear = 2 * unit * (most + 1);
  if (dear * (participants.length + 2) * 4 > Number.MAX_SAFE_INTEGER) return undefined;
  return {
    program: withObjective(
      program,
      score.map((one) => unit + one),
    ),
    order,
    dear,
  };
}

/** Has everybody who may be moved one partner at most, before and after? */
function areMovesLinear({ participants, pairs }: Problem, { kept, counts }: MatchBefore): boolean {
  const held = new Int32Array(counts.length);
  for (let pair = 0; pair < kept.length; pair += 1) {
    const node = pairs.participant[pair] as number;
    if (kept[pair] === 1) held[node] = (held[node] as number) + 1;
  }
  return participants.every(
    ({ max }, node) => counts[node] === 0 || (max <= 1 && (held[node] as number) <= max),
  );
}
