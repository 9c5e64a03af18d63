import { isFeasible, valueOf } from '../../program/choice.ts';
import type { Budget, Candidate, Known, Listener, Maximum } from '../../program/maximum.ts';
import { narrowed } from '../../program/narrowing.ts';
import { boundOf, contradictionOf, reducedCosts } from '../../program/prices.ts';
import type { WholePrices } from '../../program/prices.ts';
import { EMPTY_ROW, FREE, pairCount, withObjective } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import { searchOver } from '../incumbent.ts';
import type { Engines } from '../load.ts';
import { coreProgram, overWhole } from './core-program.ts';
import { commonDivisor } from './divisor.ts';
import { DualSearch } from './dual-search.ts';
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
const ROUNDS = 8;
const SOLVES = 80;
/** Steps over all pairs, before the core is chosen. */
const FIRST_SOLVES = 12;
/** The bound is searched to within this share of the objective's divisor. */
const TOLERANCE = 0.1;
/** Columns up to which glpk is asked; it is the faster one on small problems, and cannot be told to stop at a node. */
const GLPK_COLUMNS = 700;
/** Columns up to which a better choice is looked for by an engine before the tree begins, which finds some as well. */
const SECOND_COLUMNS = 400;
const GLPK_MS = 5_000;
const HIGHS_NODES = 500;

export class QuotaSearch {
  readonly #engines: Engines;
  readonly #budget: Budget;
  readonly #listener: Listener | undefined;
  readonly #memory: Memory;
  readonly #diary: Diary;
  readonly #program: Program;
  readonly #divisor: number;
  #best: Candidate | undefined;
  #above: number;
  #proven!: Shown;
  #prices!: WholePrices;
  #isIn!: Uint8Array;
  readonly #seen: Choice[] = [];

  constructor(
    engines: Engines,
    budget: Budget,
    listener: Listener | undefined,
    memory: Memory,
    diary: Diary,
    program: Program,
    known?: Known,
  ) {
    this.#engines = engines;
    this.#budget = budget;
    this.#listener = listener;
    this.#memory = memory;
    this.#diary = diary;
    this.#program = program;
    this.#divisor = commonDivisor(program);
    this.#best = known?.x && { x: known.x, value: known.value };
    this.#above = known?.value ?? -Infinity;
  }

  run(): Maximum {
    const infeasible = this.#boundWithoutRows();
    if (infeasible) return infeasible;
    if (this.#isSettled()) return this.#answer();
    this.#recall();
    if (this.#isSettled()) return this.#answer();
    const contradiction = this.#searchMultipliers();
    if (contradiction) return { best: undefined, bound: -Infinity, proof: contradiction.leaf };
    if (this.#isSettled()) return this.#answer();
    this.#searchCore();
    if (this.#isSettled()) return this.#answer();
    return this.#grow();
  }

  /** Any choice that keeps the rows, as good as it comes: for a level of which the bound is known. */
  first(): { candidate: Candidate | undefined } {
    const infeasible = this.#boundWithoutRows();
    if (infeasible || this.#best) return { candidate: this.#best };
    this.#searchMultipliers();
    if (!this.#best) this.#searchCore(true);
    return { candidate: this.#best };
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
    const { prices } = this.#memory;
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

  #tell(): void {
    this.#listener?.(this.#best, this.#proven.bound);
  }

  #offer(x: Choice): void {
    if (!isFeasible(this.#program, x)) return;
    this.#improve({ x, value: valueOf(this.#program.objective, x) });
  }

  readonly #improve = (candidate: Candidate): void => {
    if (candidate.value <= this.#above) return;
    this.#best = candidate;
    this.#above = candidate.value;
    this.#listener?.(candidate, this.#proven?.bound ?? Infinity);
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
      const found = search.run(from, goal, this.#budget);
      if (!found) return undefined;
      for (const x of found.seen) this.#see(overWhole(this.#program, core, x));
      this.#take(found.prices);
      if (this.#isSettled() || this.#budget.remainingMs() <= 0) return undefined;
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
    for (const x of this.#seen)
      for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1) this.#isIn[pair] = 1;
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
        this.#budget,
      );
      if (!found || found.value >= 0) return undefined;
      const proven = contradictionOf(aimless, found.prices);
      if (proven) return proven;
      const reduced = reducedCosts(aimless, found.prices);
      for (let pair = 0; pair < pairs; pair += 1) if ((reduced[pair] as number) > 0) this.#isIn[pair] = 1;
    }
    return undefined;
  }

  /** Looks for good choices among the pairs of least loss, then among all that the gap leaves. */
  #searchCore(untilFirst = false): void {
    const losses = reducedCosts(this.#program, this.#prices).map(
      (reduced) => Math.max(0, -reduced) / this.#prices.scale,
    );
    const searched = { pairs: 0 };
    const recent = new Uint8Array(losses.length);
    for (const x of this.#seen.slice(-8))
      for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1) recent[pair] = 1;
    const people = this.#program.participants.max.length + this.#program.mentors.max.length;
    if (!this.#best) {
      for (const degree of [0.5, 1, 1.5, 2.5, 4]) {
        if (this.#best || this.#budget.remainingMs() <= 0) break;
        const isIn = leastLosses(losses, this.#program.fixed, Math.ceil(degree * people));
        for (let pair = 0; pair < isIn.length; pair += 1) if (recent[pair] === 1) isIn[pair] = 1;
        this.#searchWithin(isIn, searched);
      }
    }
    if (untilFirst) return;
    if (this.#isSettled() || !this.#best || this.#budget.remainingMs() <= 0) return;
    const gap = this.#proven.bound - this.#above;
    const isIn = Uint8Array.from(losses, (loss) => (loss <= gap / 2 ? 1 : 0));
    if (count(isIn, this.#program.fixed) <= SECOND_COLUMNS) this.#searchWithin(isIn, searched);
  }

  #searchWithin(isIn: Uint8Array, searched: { pairs: number }): void {
    const columns = count(isIn, this.#program.fixed);
    if (columns <= searched.pairs) return;
    searched.pairs = columns;
    const { glpk, highs } = this.#engines;
    const isSmall = columns <= GLPK_COLUMNS;
    const engine = isSmall
      ? glpk
      : {
          search: (model: Parameters<typeof highs.search>[0], limitMs: number) =>
            highs.searchNodes(model, limitMs, HIGHS_NODES),
        };
    if (isSmall) this.#diary.usedGlpk = true;
    else this.#diary.usedHighs = true;
    this.#diary.core = Math.max(this.#diary.core, columns);
    const limitMs = Math.min(this.#budget.remainingMs() / 2, GLPK_MS);
    const found = searchOver(engine, this.#program, this.#prices, isIn, limitMs);
    if (found) this.#improve(found);
  }

  /** The tree over what the gap leaves. */
  #grow(): Maximum {
    const losses = reducedCosts(this.#program, this.#prices).map(
      (reduced) => Math.max(0, -reduced) / this.#prices.scale,
    );
    const people = this.#program.participants.max.length + this.#program.mentors.max.length;
    const reach = this.#best
      ? this.#proven.bound - this.#above
      : -nthLargest(
          losses.map((loss) => -loss),
          this.#program.fixed,
          4 * people,
        );
    this.#diary.usedHighs = true;
    const tree = new Tree({
      engine: this.#engines.highs,
      program: this.#program,
      budget: this.#budget,
      divisor: this.#divisor,
      root: this.#proven,
      core: Uint8Array.from(losses, (loss) => (loss <= reach ? 1 : 0)),
      improve: this.#improve,
      above: () => this.#above,
      lower: (bound) => this.#listener?.(this.#best, bound),
    });
    const { bound, proof } = tree.run();
    this.#diary.core = Math.max(this.#diary.core, 0);
    return { best: this.#best, bound, proof };
  }

  get prices(): WholePrices | undefined {
    return this.#prices;
  }
}

function count(isIn: Uint8Array, fixed: Int8Array): number {
  let columns = 0;
  for (let pair = 0; pair < isIn.length; pair += 1)
    if (isIn[pair] === 1 && fixed[pair] === FREE) columns += 1;
  return columns;
}

/** Marks the free pairs of the least losses, so many of them; of equal losses, pairs spread evenly. */
function leastLosses(losses: Float64Array, fixed: Int8Array, n: number): Uint8Array {
  const isIn = new Uint8Array(losses.length);
  const reach = -nthLargest(
    losses.map((loss) => -loss),
    fixed,
    n,
  );
  const isFree = (_: number, pair: number) => fixed[pair] === FREE;
  const within = Int32Array.from(losses.keys()).filter(
    (pair) => isFree(0, pair) && (losses[pair] as number) < reach,
  );
  const level = Int32Array.from(losses.keys()).filter((pair) => isFree(0, pair) && losses[pair] === reach);
  const marked = [...within, ...level.filter((_, index) => spread(index, level.length, n - within.length))];
  for (const pair of marked) isIn[pair] = 1;
  return isIn;
}

/** Is the place one of `n` that are spread evenly over so many? */
function spread(place: number, count: number, n: number): boolean {
  return n >= count || Math.floor(((place + 1) * n) / count) > Math.floor((place * n) / count);
}

const SAMPLE = 4_096;

/** About the n-th largest value of the free pairs, from an even sample where they are many; -Infinity where there are no more than n. */
function nthLargest(values: Float64Array, fixed: Int8Array, n: number): number {
  const free = values.filter((_, pair) => fixed[pair] === FREE);
  if (free.length <= n) return -Infinity;
  const stride = Math.max(1, Math.floor(free.length / SAMPLE));
  const sample = free.filter((_, index) => index % stride === 0).sort();
  return sample[Math.max(0, sample.length - 1 - Math.floor(n / stride))] as number;
}

/**
 * Maximises a program with rows. `scores` are those of the problem: where the objective counts pairs alone, the first choice of the
 * largest size is one of a good score.
 */
export function maximiseWithQuotas(
  engines: Engines,
  budget: Budget,
  listener: Listener | undefined,
  memory: Memory,
  diary: Diary,
  problem: Program,
  program: Program,
  known?: Known,
): Maximum {
  if (program.participant === problem.participant && isCount(program)) {
    const counted = byFace(engines, budget, listener, memory, diary, problem, program, known);
    if (counted) return counted;
  }
  const search = new QuotaSearch(engines, budget, listener, memory, diary, program, known);
  const maximum = search.run();
  memory.prices = search.prices ?? memory.prices;
  return maximum;
}

function isCount({ objective, fixed }: Program): boolean {
  return pairCount({ participant: fixed } as never) > 0 && objective.every((worth) => worth === 1);
}

/** As many pairs as the limits alone allow, on the face of those matches, by their score. Undefined where none was found. */
function byFace(
  engines: Engines,
  budget: Budget,
  listener: Listener | undefined,
  memory: Memory,
  diary: Diary,
  problem: Program,
  program: Program,
  known?: Known,
): Maximum | undefined {
  const pure = { ...program, rows: program.rows.map(() => EMPTY_ROW) };
  const { best, bound, proof } = maximiseByFlow(pure);
  if (!best) return { best: undefined, bound, proof };
  if (known && bound <= known.value)
    return { best: known.x && { x: known.x, value: known.value }, bound, proof };
  const face = withObjective(narrowed(program, bound, { proof }).program, problem.objective);
  const search = new QuotaSearch(engines, budget, undefined, memory, diary, face);
  const { candidate } = search.first();
  memory.prices = search.prices ?? memory.prices;
  if (!candidate) return undefined;
  listener?.({ x: candidate.x, value: bound }, bound);
  return { best: { x: candidate.x, value: bound }, bound, proof };
}
