import { isFeasible, valueOf } from '../../program/choice.ts';
import type { Budget, Candidate, Known, Listener, Maximum } from '../../program/maximum.ts';
import { boundOf, contradictionOf, reducedCosts } from '../../program/prices.ts';
import type { WholePrices } from '../../program/prices.ts';
import { EMPTY_ROW, FREE, pairCount, withObjective } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import { gathered } from '../../program/columns.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import { searchOver } from '../incumbent.ts';
import type { LinearModel } from '../linear-model.ts';
import type { Engines } from '../load.ts';
import { better } from './better.ts';
import type { Better } from './better.ts';
import { coreProgram, overWhole } from './core-program.ts';
import type { CoreProgram } from './core-program.ts';
import { commonDivisor } from './divisor.ts';
import { DualSearch } from './dual-search.ts';
import { leastLosses, markBestOfEach, markedCount, nthLargest } from './least-losses.ts';
import type { Shown } from './node.ts';
import { Tree } from './tree.ts';

/** What one search leaves to the next one of the same problem: only hints. */
export interface Memory {
  prices: WholePrices | undefined;
}

/** What was done, for people. */
export interface Diary {
  usedGlpk: boolean;
  usedHighs: boolean;
  /** Pairs of the largest core that an engine searched. */
  core: number;
}

/** Pairs for each person that the first core has. */
const FIRST_DEGREE = 6;
/** Pairs for each person among which a first choice is looked for, until one is found. */
const DEGREES = [0.5, 1.5, 4] as const;
/** Where there is a choice, a better one is looked for up to this. */
const LAST_DEGREE = 1.5;
/** A choice that is so near to the bound, as a share of it, is good. */
const GOOD = 0.0005;
/** Above this share a few solves for a better choice pay. */
const FAR_OFF = 0.004;
/** A tree is begun anew over what is left where better choices have closed this share of the gap since. */
const RESTART = 0.3;
const MOST_RESTARTS = 8;
/** Where a narrowing leaves at most this share of the pairs, bounds are searched once more. */
const WORTH_A_SEARCH = 0.7;
/** Relaxed choices at the end of the search for multipliers, near the best ones. */
const RECENT = 8;
/** Kernel solves that may go into a choice which keeps the rows with something to spare. */
const OVERSHOTS = 40;
const ROUNDS = 8;
const SOLVES = 80;
/** Steps over all pairs, before the core is chosen. */
const FIRST_SOLVES = 12;
/** The bound is searched to within this share of the objective's divisor. */
const TOLERANCE = 0.1;
/** Columns and rows up to which glpk is asked; it is the faster one on small problems, and cannot be told to stop at a node. */
const GLPK_SIZE = 800;
/** Pairs for each person among which a better choice is looked for before the tree begins, which finds some as well. */
const SECOND_DEGREE = 1;
const GLPK_MS = 500;
/** Pairs for each person that the tree begins with; it takes in those that it misses. */
const TREE_DEGREE = 6;
const HIGHS_NODES = 200;

/** What all searches of one problem share. */
export interface Shop {
  readonly engines: Engines;
  readonly budget: Budget;
  readonly memory: Memory;
  readonly diary: Diary;
  /** The problem's quotas are the first of each program's rows. */
  readonly quotas: number;
}

/**
 * One search for the best choice of a program with rows: Lagrangian bound, a first choice from a core of pairs, then the tree over what
 * the gap leaves. Each step is left out where the bound is met before.
 */
export class QuotaSearch {
  readonly #shop: Shop;
  readonly #listener: Listener | undefined;
  readonly #program: Program;
  readonly #divisor: number;
  #best: Candidate | undefined;
  #above: number;
  #proven!: Shown;
  /** The lowest bound that was told of. */
  #told = Infinity;
  #prices!: WholePrices;
  #isIn!: Uint8Array;
  readonly #seen: Choice[] = [];
  /** Pairs of the largest core that an engine searched for this. */
  #searched = 0;

  /** The objective takes multiples of `divisor` alone. */
  constructor(shop: Shop, program: Program, known?: Known, divisor = commonDivisor(program)) {
    this.#shop = shop;
    this.#listener = known?.listener;
    this.#program = program;
    this.#divisor = divisor;
    this.#best = known?.x && { x: known.x, value: known.value };
    this.#above = known?.value ?? -Infinity;
  }

  run(): Maximum {
    const settled = this.#searchBound();
    if (settled) return settled;
    if (this.#gapShare() > FAR_OFF) this.#overshoot();
    this.#findGood();
    if (this.#isSettled()) return this.#answer();
    if (this.#best) this.#findBetter();
    // Nobody but the pinned: where quotas are caps alone, that is at least an answer.
    else this.#offer(Uint8Array.from(this.#program.fixed, (fixed) => (fixed === 1 ? 1 : 0)));
    if (this.#isSettled()) return this.#answer();
    return this.#grow();
  }

  /** The same where good choices have been looked for already. */
  #runOnRest(): Maximum {
    return this.#searchBound() ?? this.#grow();
  }

  /** The answer where bounds alone give it. */
  #searchBound(): Maximum | undefined {
    const infeasible = this.#boundWithoutRows();
    if (infeasible) return infeasible;
    if (this.#isSettled()) return this.#answer();
    this.#recall();
    if (this.#isSettled()) return this.#answer();
    const contradiction = this.#searchMultipliers();
    if (contradiction) return { best: undefined, bound: -Infinity, proof: contradiction.leaf };
    return this.#isSettled() ? this.#answer() : undefined;
  }

  /** Any choice that keeps the rows, a good one if it comes cheaply. */
  first(): Candidate | undefined {
    if (this.#boundWithoutRows() || this.#best) return this.#best;
    this.#searchMultipliers();
    if (this.#gapShare() > FAR_OFF) this.#overshoot();
    if (!this.#best) this.#findGood();
    return this.#best;
  }

  /** How far the best choice may be from the best there is, as a share of the bound. */
  #gapShare(): number {
    const { bound } = this.#proven;
    return (bound - this.#above) / Math.max(1, Math.abs(bound));
  }

  #isSettled(): boolean {
    return this.#proven.bound <= this.#above;
  }

  #answer(): Maximum {
    return { best: this.#best, bound: this.#proven.bound, proof: this.#proven.leaf };
  }

  /** The kernel on the limits alone. Gives the answer where not even they can be kept. */
  #boundWithoutRows(): Maximum | undefined {
    const pure = { ...this.#program, rows: this.#program.rows.map(() => EMPTY_ROW) };
    const { best, bound, proof } = maximiseByFlow(pure);
    if (!best) return { best: undefined, bound, proof };
    this.#offer(best.x);
    if (proof.kind !== 'bound') throw new RangeError('a kernel proof is one leaf');
    this.#prices = {
      scale: proof.scale,
      participants: Float64Array.from(proof.participants),
      mentors: Float64Array.from(proof.mentors),
      rows: Float64Array.from(proof.rows),
    };
    this.#proven = { bound: this.#roundedDown(bound), leaf: proof };
    this.#seen.push(best.x);
    this.#tell();
    return undefined;
  }

  #recall(): void {
    const { prices } = this.#shop.memory;
    const { participants, mentors, rows } = this.#program;
    if (prices?.participants.length !== participants.max.length) return;
    if (prices.mentors.length !== mentors.max.length || prices.rows.length > rows.length) return;
    const own = new Float64Array(rows.length);
    own.set(prices.rows);
    for (const [index, row] of rows.entries())
      if (row === EMPTY_ROW || !Number.isFinite((own[index] as number) > 0 ? row.upper : row.lower))
        own[index] = 0;
    this.#take({ ...prices, rows: own });
  }

  /** Takes prices that bound better than those before. */
  #take(prices: WholePrices): boolean {
    const proven = boundOf(this.#program, prices);
    const bound = this.#roundedDown(proven.bound);
    if (bound > this.#proven.bound) return false;
    this.#prices = prices;
    this.#proven = { ...proven, bound };
    this.#tell();
    return true;
  }

  #roundedDown(bound: number): number {
    return Math.floor(bound / this.#divisor) * this.#divisor;
  }

  #tell(bound = this.#proven.bound): void {
    this.#told = Math.min(this.#told, bound);
    this.#listener?.(this.#best, this.#told);
  }

  #offer(x: Choice): void {
    if (!isFeasible(this.#program, x)) return;
    this.#improve({ x, value: valueOf(this.#program.objective, x) });
  }

  readonly #improve = (candidate: Candidate): void => {
    if (candidate.value <= this.#above) return;
    this.#best = candidate;
    this.#above = candidate.value;
    this.#listener?.(candidate, this.#told);
  };

  /**
   * The Lagrangian bound: a few steps over all pairs show which pairs matter, the rest is done over those. A contradiction where the rows
   * cannot be kept even by fractions.
   */
  #searchMultipliers(): Shown | undefined {
    this.#isIn = new Uint8Array(pairCount(this.#program)).fill(1);
    for (let round = 0; round < ROUNDS; round += 1) {
      const core = coreProgram(this.#program, this.#isIn);
      const search = new DualSearch(core.program, core.program.objective);
      const goal = {
        enough: this.#above,
        tolerance: TOLERANCE * this.#divisor,
        solves: round === 0 ? FIRST_SOLVES : SOLVES,
      };
      const from = this.#prices.rows.map((value) => value / this.#prices.scale);
      const found = search.run(from, goal, this.#shop.budget);
      if (!found) return undefined;
      for (const x of found.seen) this.#see(overWhole(this.#program, core, x));
      this.#take(found.prices);
      if (this.#isSettled() || this.#shop.budget.remainingMs() <= 0) return undefined;
      if (found.diverged && round !== 1) {
        const contradiction = this.#contradict();
        if (contradiction) return contradiction;
      }
      if (round === 0) this.#markNear(FIRST_DEGREE);
      else if (!this.#priceIn(found.prices)) return undefined;
    }
    return undefined;
  }

  #see(x: Choice): void {
    this.#seen.push(x);
    if (this.#best === undefined || this.#seen.length % 4 === 0) this.#offer(x);
  }

  /** Marks about so many pairs for each person: those of least loss, and those of the kernel's choice. */
  #markNear(degree: number): void {
    const reduced = reducedCosts(this.#program, this.#prices);
    const people = this.#program.participants.max.length + this.#program.mentors.max.length;
    const least = nthLargest(reduced, this.#program.fixed, degree * people);
    this.#isIn = Uint8Array.from(reduced, (value) => (value >= least ? 1 : 0));
    for (const x of this.#seen) markChosen(x, this.#isIn);
  }

  /** Adds the pairs outside the core that spoil the bound, and those that nearly do. */
  #priceIn(prices: WholePrices): boolean {
    const reduced = reducedCosts(this.#program, prices);
    let worst = 0;
    for (let pair = 0; pair < reduced.length; pair += 1) {
      if (this.#isIn[pair] === 0 && this.#program.fixed[pair] === FREE)
        worst = Math.max(worst, reduced[pair] as number);
    }
    if (worst === 0) return false;
    const people = this.#program.participants.max.length + this.#program.mentors.max.length;
    const least = Math.max(0, nthLargest(reduced, this.#program.fixed, FIRST_DEGREE * people));
    for (let pair = 0; pair < reduced.length; pair += 1)
      if ((reduced[pair] as number) > 0 && (reduced[pair] as number) >= least) this.#isIn[pair] = 1;
    return true;
  }

  /** Multipliers that show, with the objective 0, that no fractions keep the rows. */
  #contradict(): Shown | undefined {
    const pairs = pairCount(this.#program);
    const aimless = withObjective(this.#program, new Float64Array(pairs));
    for (let round = 0; round < ROUNDS; round += 1) {
      const core = coreProgram(aimless, this.#isIn);
      const search = new DualSearch(core.program, core.program.objective);
      const found = search.run(
        new Float64Array(this.#program.rows.length),
        { enough: -1e-9, tolerance: 1e-6, solves: SOLVES },
        this.#shop.budget,
      );
      if (!found || found.value >= 0) return undefined;
      const proven = contradictionOf(aimless, found.prices);
      if (proven) return proven;
      const reduced = reducedCosts(aimless, found.prices);
      for (let pair = 0; pair < pairs; pair += 1) if ((reduced[pair] as number) > 0) this.#isIn[pair] = 1;
    }
    return undefined;
  }

  /** Offers choices that are best at multipliers beyond the best ones: they keep the rows with something to spare. */
  #overshoot(): void {
    const core = coreProgram(this.#program, this.#isIn);
    const search = new DualSearch(core.program, core.program.objective);
    const from = this.#prices.rows.map((value) => value / this.#prices.scale);
    const isKept = (x: Choice) => {
      const whole = overWhole(this.#program, core, x);
      this.#offer(whole);
      return isFeasible(this.#program, whole);
    };
    search.overshoot(from, OVERSHOTS, isKept, this.#shop.budget);
  }

  /** Looks for a good choice among the pairs of least loss and those of the last relaxed choices. */
  #findGood(): void {
    const losses = this.#losses();
    const people = this.#program.participants.max.length + this.#program.mentors.max.length;
    for (const degree of DEGREES) {
      if (
        this.#gapShare() <= GOOD ||
        (this.#best && degree > LAST_DEGREE) ||
        this.#shop.budget.remainingMs() <= 0
      )
        return;
      const isIn = leastLosses(losses, this.#program.fixed, Math.ceil(degree * people));
      for (const x of this.#seen.slice(-RECENT)) markChosen(x, isIn);
      this.#searchWithin(isIn);
    }
  }

  /** Looks for a better one among the pairs that lose half of the gap at most, or those of them that lose least where they are many. */
  #findBetter(): void {
    if (this.#shop.budget.remainingMs() <= 0) return;
    const reach = (this.#proven.bound - this.#above) / 2;
    const losses = this.#losses();
    const isIn = Uint8Array.from(losses, (loss) => (loss <= reach ? 1 : 0));
    const people = this.#program.participants.max.length + this.#program.mentors.max.length;
    const isFew = markedCount(isIn, this.#program.fixed) <= SECOND_DEGREE * people;
    this.#searchWithin(isFew ? isIn : leastLosses(losses, this.#program.fixed, SECOND_DEGREE * people));
  }

  /** How far each pair's reduced cost lies below 0: a choice with the pair stays below the bound by that much. */
  #losses(): Float64Array {
    const { scale } = this.#prices;
    return reducedCosts(this.#program, this.#prices).map((reduced) => Math.max(0, -reduced) / scale);
  }

  #searchWithin(isIn: Uint8Array): void {
    const columns = markedCount(isIn, this.#program.fixed);
    if (columns <= this.#searched) return;
    this.#searched = columns;
    const { engines, budget } = this.#shop;
    const { glpk, highs } = engines;
    const { participants, mentors, rows } = this.#program;
    const isSmall = columns + participants.max.length + mentors.max.length + rows.length <= GLPK_SIZE;
    const byNodes = {
      search: (model: LinearModel) =>
        highs.searchWithin(model, budget, { nodes: HIGHS_NODES, gap: this.#divisor }),
    };
    const limitMs = Math.min(budget.remainingMs(), GLPK_MS);
    const searched = (engine: Parameters<typeof searchOver>[0]) =>
      searchOver(engine, this.#program, this.#prices, isIn, limitMs);
    const quick = isSmall ? searched(glpk) : undefined;
    // Where there is no choice yet, none may depend on glpk's clock.
    const found = quick ?? (isSmall && this.#best ? undefined : searched(byNodes));
    const { diary } = this.#shop;
    if (isSmall) diary.usedGlpk = true;
    if (!isSmall || (!quick && !this.#best)) diary.usedHighs = true;
    diary.core = Math.max(diary.core, columns);
    if (found) this.#improve(found);
  }

  /** The tree over what the gap leaves; once more over less where the choices that it finds are much better. */
  #grow(): Maximum {
    for (let restarts = 0; ; restarts += 1) {
      const gap = this.#proven.bound - this.#above;
      const enough = restarts < MOST_RESTARTS ? this.#proven.bound - (1 - RESTART) * gap : Infinity;
      const found = this.#growOnce(enough);
      const isOpen = found.bound > this.#above && this.#shop.budget.remainingMs() > 0;
      if (!isOpen || this.#above < enough || this.#isSettled()) return found;
    }
  }

  /** A tree that ends where it finds a choice worth `enough`. */
  #growOnce(enough: number): Maximum {
    const { quotas } = this.#shop;
    const slack = better(this.#program, this.#proven.leaf, this.#above, this.#divisor, quotas);
    if (!slack) return this.#searchTree(this.#program, (x) => x, this.#losses(), enough);
    const { within, proofWith, least } = slack;
    const known = Math.floor((least - 1) / this.#divisor) * this.#divisor;
    if (!within) return { best: this.#best, bound: known, proof: proofWith(this.#proven.leaf) };
    if (within.pairs.length < WORTH_A_SEARCH * this.#program.fixed.length)
      return this.#searchRest(slack, within, known);
    const all = this.#losses();
    const losses = gathered(new Float64Array(within.pairs.length), all, within.pairs);
    const found = this.#searchTree(
      within.program,
      (x) => overWhole(this.#program, within, x),
      losses,
      enough,
    );
    return { best: this.#best, bound: Math.max(known, found.bound), proof: proofWith(found.proof) };
  }

  /** The whole search once more over what a narrowing has left: its bound is lower, as rows are rounded, and it may narrow further. */
  #searchRest({ proofWith }: Better, within: CoreProgram, known: number): Maximum {
    const memory = { prices: this.#prices };
    const listener: Listener = (best, bound) => {
      if (best) this.#improve({ x: overWhole(this.#program, within, best.x), value: best.value });
      this.#tell(Math.max(known, bound));
    };
    const rest = new QuotaSearch(
      { ...this.#shop, memory },
      within.program,
      { value: this.#above, listener },
      this.#divisor,
    );
    const { bound, proof } = rest.#runOnRest();
    return { best: this.#best, bound: Math.max(known, bound), proof: proofWith(proof) };
  }

  #searchTree(program: Program, whole: (x: Choice) => Choice, losses: Float64Array, enough: number): Maximum {
    const people = program.participants.max.length + program.mentors.max.length;
    const most = TREE_DEGREE * people;
    const free = Uint8Array.from(program.fixed, (fixed) => (fixed === FREE ? 1 : 0));
    const isFew = markedCount(free, program.fixed) <= most;
    const core = isFew ? free : leastLosses(losses, program.fixed, most);
    markBestOfEach(program, losses, core);
    this.#shop.diary.usedHighs = true;
    this.#shop.diary.core = Math.max(this.#shop.diary.core, markedCount(core, program.fixed));
    const tree = new Tree({
      engine: this.#shop.engines.highs,
      program,
      budget: this.#shop.budget,
      divisor: this.#divisor,
      root: this.#proven,
      core,
      improve: ({ x, value }) => this.#improve({ x: whole(x), value }),
      above: () => this.#above,
      enough,
      lower: (bound) => this.#tell(bound),
    });
    const { bound, proof } = tree.run();
    return { best: this.#best, bound, proof };
  }

  get prices(): WholePrices | undefined {
    return this.#prices;
  }
}

function markChosen(x: Choice, isIn: Uint8Array): void {
  for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1) isIn[pair] = 1;
}
