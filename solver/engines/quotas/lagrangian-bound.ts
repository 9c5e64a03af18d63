import { placesOfOnes } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import type { Budget } from '../../program/maximum.ts';
import { contradictionOf, reducedCosts } from '../../program/prices.ts';
import type { WholePrices } from '../../program/prices.ts';
import { EMPTY_ROW, FREE, pairCount, withObjective } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import { coreProgram, overWhole } from './core-program.ts';
import type { CoreProgram } from './core-program.ts';
import { DualSearch } from './dual-search.ts';
import type { Bundle, SeenChoice } from './dual-search.ts';
import { markAll, nthLargest } from './least-losses.ts';
import type { Shown } from './node.ts';
import { sidesOf } from './sides.ts';
import type { Side } from './sides.ts';
import type { Standing } from './standing.ts';

/** Pairs for each person that the core has. */
const CORE_DEGREE = 6;
const ROUNDS = 8;
const SOLVES = 80;
/** Steps over all pairs, before the core is chosen. */
const FIRST_SOLVES = 12;
/** The bound is searched to within this share of the objective's divisor. */
const TOLERANCE = 0.1;
/** Relaxed choices at the end of the search, near the best multipliers. */
const RECENT = 8;
/** Kernel solves that may go into a choice which keeps the rows with something to spare. */
const OVERSHOTS = 40;

/**
 * The Lagrangian bound of a program's rows: a few steps over all pairs show which pairs matter, the core; the rest is done over those.
 * Choices that are best somewhere on the way are offered to the standing.
 */
export class LagrangianBound {
  readonly #standing: Standing;
  readonly #budget: Budget;
  readonly #sides: readonly Side[];
  readonly #core: Uint8Array;
  /** The pairs of relaxed choices. */
  readonly #seen: Int32Array[] = [];
  #isRecalled = false;
  /** The multipliers that the search stands at, and what it has learned on the way. */
  #multipliers: Float64Array;
  #bundle: Bundle | undefined;

  /** `first`: a choice that is best without the rows. */
  constructor(standing: Standing, budget: Budget, first: Choice) {
    this.#standing = standing;
    this.#budget = budget;
    this.#sides = sidesOf(standing.program.rows);
    this.#core = new Uint8Array(pairCount(standing.program)).fill(1);
    this.#seen.push(placesOfOnes(first));
    this.#multipliers = new Float64Array(standing.program.rows.length);
  }

  /** Marks the pairs that matter. */
  get core(): Uint8Array {
    return this.#core;
  }

  /** The pairs of choices that are best at multipliers near the best. */
  get recent(): readonly Int32Array[] {
    return this.#seen.slice(-RECENT);
  }

  /** Starts from the prices of an earlier search, over the same people and the first of the same rows. */
  recall(prices: WholePrices | undefined): void {
    const { participants, mentors, rows } = this.#standing.program;
    if (prices?.participants.length !== participants.max.length) return;
    if (prices.mentors.length !== mentors.max.length || prices.rows.length > rows.length) return;
    const own = new Float64Array(rows.length);
    own.set(prices.rows);
    for (const [index, row] of rows.entries())
      if (row === EMPTY_ROW || !Number.isFinite((own[index] as number) > 0 ? row.upper : row.lower))
        own[index] = 0;
    this.#isRecalled = this.#standing.take({ ...prices, rows: own });
    if (this.#isRecalled) this.#multipliers = multipliersOf({ ...prices, rows: own });
  }

  /** Lowers the bound. A contradiction where the rows cannot be kept even by fractions. */
  search(): Shown | undefined {
    const standing = this.#standing;
    // Prices of an earlier search show at once which pairs matter.
    if (this.#isRecalled) this.#markNear();
    for (let round = this.#isRecalled ? 1 : 0; round < ROUNDS; round += 1) {
      const found = this.#searchCore(round === 0 ? FIRST_SOLVES : SOLVES);
      if (!found || standing.isSettled || this.#budget.remainingMs() <= 0) return undefined;
      if (found.diverged && round !== 1) {
        const contradiction = this.#contradict();
        if (contradiction) return contradiction;
      }
      if (round === 0) this.#markNear();
      else if (!this.#priceIn(found.prices)) return undefined;
    }
    return undefined;
  }

  #searchCore(solves: number) {
    const standing = this.#standing;
    const core = coreProgram(standing.program, this.#core);
    const search = new DualSearch(core.program, this.#sides);
    const goal = { enough: standing.above, tolerance: TOLERANCE * standing.divisor, solves };
    const found = search.run(this.#multipliers, goal, this.#budget, this.#bundle);
    if (!found) return undefined;
    for (const seen of found.seen) this.#see(core, seen);
    standing.take(found.prices);
    standing.near = { prices: found.prices, x: overWhole(standing.program, core, found.x) };
    if (!found.diverged) {
      this.#multipliers = multipliersOf(found.prices);
      this.#bundle = found.bundle;
    }
    return found;
  }

  #see(core: CoreProgram, { x, keepsRows }: SeenChoice): void {
    this.#seen.push(gathered(new Int32Array(placesOfOnes(x).length), core.pairs, placesOfOnes(x)));
    if (keepsRows) this.#standing.offer(overWhole(this.#standing.program, core, x));
  }

  /** Offers choices that are best at multipliers beyond the best ones, until one keeps the rows. */
  overshoot(): void {
    const { program } = this.#standing;
    const core = coreProgram(program, this.#core);
    const search = new DualSearch(core.program, this.#sides);
    const isKept = (x: Choice) => this.#standing.offer(overWhole(program, core, x));
    search.overshoot(multipliersOf(this.#standing.prices), OVERSHOTS, isKept, this.#budget);
  }

  /** Marks the pairs of least loss, and those of the kernel's choices. */
  #markNear(): void {
    const { program, prices } = this.#standing;
    const reduced = reducedCosts(program, prices);
    const least = nthLargest(reduced, program.fixed, CORE_DEGREE * people(program));
    for (let pair = 0; pair < reduced.length; pair += 1)
      this.#core[pair] = (reduced[pair] as number) >= least ? 1 : 0;
    for (const pairs of this.#seen) markAll(pairs, this.#core);
  }

  /** Adds the pairs outside the core that spoil the bound, the worst of them where they are many. */
  #priceIn(prices: WholePrices): boolean {
    const { program } = this.#standing;
    const reduced = reducedCosts(program, prices);
    let worst = 0;
    for (let pair = 0; pair < reduced.length; pair += 1)
      if (this.#core[pair] === 0 && program.fixed[pair] === FREE)
        worst = Math.max(worst, reduced[pair] as number);
    if (worst === 0) return false;
    const least = Math.max(0, nthLargest(reduced, program.fixed, CORE_DEGREE * people(program)));
    for (let pair = 0; pair < reduced.length; pair += 1)
      if ((reduced[pair] as number) > 0 && (reduced[pair] as number) >= least) this.#core[pair] = 1;
    return true;
  }

  /** Multipliers that show, with the objective 0, that no fractions keep the rows. */
  #contradict(): Shown | undefined {
    const { program } = this.#standing;
    const aimless = withObjective(program, new Float64Array(pairCount(program)));
    for (let round = 0; round < ROUNDS; round += 1) {
      const core = coreProgram(aimless, this.#core);
      const search = new DualSearch(core.program, this.#sides);
      const goal = { enough: -1e-9, tolerance: 1e-6, solves: SOLVES };
      const found = search.run(new Float64Array(program.rows.length), goal, this.#budget);
      if (!found || found.value >= 0) return undefined;
      const proven = contradictionOf(aimless, found.prices);
      if (proven) return proven;
      const reduced = reducedCosts(aimless, found.prices);
      for (let pair = 0; pair < reduced.length; pair += 1)
        if ((reduced[pair] as number) > 0) this.#core[pair] = 1;
    }
    return undefined;
  }
}

function multipliersOf({ rows, scale }: WholePrices): Float64Array {
  return rows.map((price) => price / scale);
}

function people({ participants, mentors }: Program): number {
  return participants.max.length + mentors.max.length;
}
