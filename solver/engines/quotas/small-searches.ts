import { placesOfOnes } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import { FREE } from '../../program/program.ts';
import { searchOver } from '../incumbent.ts';
import type { LinearModel } from '../linear-model.ts';
import { restrict, valuesOf } from '../restriction.ts';
import { openSession } from '../simplex/session.ts';
import { coreProgram, overWhole } from './core-program.ts';
import type { CoreProgram } from './core-program.ts';
import type { LagrangianBound } from './lagrangian-bound.ts';
import { leastLosses, markAll, markedCount } from './least-losses.ts';
import { neighbourhood } from './neighbourhood.ts';
import type { Near } from './node.ts';
import { startOf } from './start.ts';
import { engineOf } from './shop.ts';
import type { Shop } from './shop.ts';
import { relaxInSlices } from './slices.ts';
import type { Standing } from './standing.ts';
import { Tree } from './tree.ts';

/** Pairs for each person among which a first choice is looked for, until one is found. */
const DEGREES = [0.5, 1.5, 4] as const;
/** Where there is a choice, the engine looks for a better one up to this. */
const ENGINE_DEGREE = 1.5;
/** Below so many pairs the tree itself is the quicker one. */
const ENGINE_LEAST = 800;
const ENGINE_NODES = 200;
/** Linear programs of a search for a first choice, and of one near a choice. */
const FIRST_NODES = 400;
/** A first choice so near to the bound, as a share of it, ends the search for one. */
const FIRST_SHARE = 0.02;
const NEAR_NODES = 60;
/** Searches near the best choice; they end where two in a row find nothing. */
const ROUNDS = 12;
const FAILURES = 2;

/** Where a search ends: after so many linear programs, or with a choice of this worth. */
interface Effort {
  readonly nodes: number;
  readonly enough: number;
}

/** Searches for good choices among few pairs. What they find is offered to the standing; they prove nothing. */
export class SmallSearches {
  readonly #shop: Shop;
  readonly #standing: Standing;
  readonly #lagrangian: LagrangianBound;

  constructor(shop: Shop, standing: Standing, lagrangian: LagrangianBound) {
    this.#shop = shop;
    this.#standing = standing;
    this.#lagrangian = lagrangian;
  }

  /** Any choice, among the pairs of least loss and those of the last relaxed choices, more of them until one is found. */
  findFirst(): void {
    for (const degree of DEGREES) {
      if (this.#standing.best || this.#isOver) return;
      const isIn = this.#nearBest(degree);
      const { bound } = this.#standing.proven;
      const enough = bound - FIRST_SHARE * Math.abs(bound);
      const small = coreProgram(this.#standing.program, isIn);
      const isSearchedOut = this.#searchAmong(small, { nodes: FIRST_NODES, enough });
      if (!this.#standing.best && !isSearchedOut) this.#searchByEngine(isIn);
    }
  }

  /** Better choices near the best one: where the linear relaxation agrees with it, it is kept (Danna, Rothberg and Le Pape 2005). */
  improveNearby(): void {
    const core = this.#coreWithBest();
    const relaxed = core && this.#relaxed(core);
    if (!relaxed) return;
    let failures = 0;
    for (let round = 0; round < ROUNDS && failures < FAILURES; round += 1) {
      const { best, isSettled, above, proven } = this.#standing;
      if (!best || isSettled || this.#isOver) return;
      const x = gathered(new Uint8Array(core.pairs.length), best.x, core.pairs);
      const { fixed, isIn } = neighbourhood(core.program, x, relaxed, round);
      const near = coreProgram({ ...core.program, fixed }, isIn);
      const pairs = gathered(new Int32Array(near.pairs.length), core.pairs, near.pairs);
      this.#searchAmong({ ...near, pairs }, { nodes: NEAR_NODES, enough: proven.bound });
      failures = this.#standing.above > above ? 0 : failures + 1;
    }
  }

  /** Better choices by the engine's own branch and cut, where the pairs near the best are many. */
  improveByEngine(): void {
    const isIn = this.#nearBest(ENGINE_DEGREE);
    if (markedCount(isIn, this.#standing.program.fixed) >= ENGINE_LEAST) this.#searchByEngine(isIn);
  }

  get #isOver(): boolean {
    return this.#shop.budget.remainingMs() <= 0;
  }

  #nearBest(degree: number): Uint8Array {
    const { program } = this.#standing;
    const people = program.participants.max.length + program.mentors.max.length;
    const isIn = leastLosses(this.#standing.losses(), program.fixed, Math.ceil(degree * people));
    for (const pairs of this.#lagrangian.recent) markAll(pairs, isIn);
    return isIn;
  }

  /** A tree over few pairs of the program that is not kept. Are they searched out? */
  #searchAmong(small: CoreProgram, { nodes, enough }: Effort): boolean {
    const standing = this.#standing;
    const all = new Uint8Array(small.pairs.length).fill(1);
    this.#note(markedCount(all, small.program.fixed));
    const tree = new Tree({
      engine: () => engineOf(this.#shop),
      program: small.program,
      budget: this.#shop.budget,
      divisor: standing.divisor,
      root: standing.proven,
      core: all,
      near: this.#nearOver(small),
      improve: ({ x, value }) => standing.improve({ x: overWhole(standing.program, small, x), value }),
      above: () => standing.above,
      enough,
      lower: () => undefined,
      mostNodes: nodes,
    });
    return tree.run().bound <= standing.above;
  }

  #nearOver({ pairs }: CoreProgram): Near | undefined {
    const { near } = this.#standing;
    return near && { ...near, x: gathered(new Uint8Array(pairs.length), near.x, pairs) };
  }

  #searchByEngine(isIn: Uint8Array): void {
    const { engines, budget, diary } = this.#shop;
    const { program, prices, divisor } = this.#standing;
    if (this.#isOver) return;
    const search = (model: LinearModel) =>
      engines.highs.searchWithin(model, budget, { nodes: ENGINE_NODES, gap: divisor });
    const found = searchOver({ search }, program, prices, isIn, budget.remainingMs());
    this.#note(markedCount(isIn, program.fixed));
    diary.usedHighs = true;
    if (found) this.#standing.improve(found);
  }

  #note(pairs: number): void {
    const { diary } = this.#shop;
    diary.hasTree = true;
    diary.core = Math.max(diary.core, pairs);
  }

  /** The program over the core and the best choice, if there is one. */
  #coreWithBest(): CoreProgram | undefined {
    const { best, program } = this.#standing;
    if (!best) return undefined;
    const isIn = this.#lagrangian.core.slice();
    markAll(placesOfOnes(best.x), isIn);
    return coreProgram(program, isIn);
  }

  /** The linear relaxation over a core; undefined where it could not be solved. */
  #relaxed(core: CoreProgram): Float64Array | undefined {
    const { program } = core;
    if (!program.fixed.includes(FREE)) return undefined;
    const restriction = restrict(program, new Uint8Array(program.fixed.length).fill(1));
    const near = this.#nearOver(core);
    const session = openSession(restriction.model, near && startOf(program, restriction, near));
    const { status, values } = relaxInSlices(session, this.#shop.budget);
    return status === 'optimal' ? valuesOf(program, restriction, values) : undefined;
  }
}
