import { gathered } from '../../program/columns.ts';
import { FREE } from '../../program/program.ts';
import { searchOver } from '../incumbent.ts';
import type { LinearModel } from '../linear-model.ts';
import { restrict, valuesOf } from '../restriction.ts';
import { openSession } from '../simplex/session.ts';
import { coreProgram, overWhole } from './core-program.ts';
import type { LagrangianBound } from './lagrangian-bound.ts';
import { leastLosses, markAll, markedCount } from './least-losses.ts';
import { neighbourhood } from './neighbourhood.ts';
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
      const isSearchedOut = this.#searchAmong(isIn, this.#standing.program.fixed, {
        nodes: FIRST_NODES,
        enough,
      });
      if (!this.#standing.best && !isSearchedOut) this.#searchByEngine(isIn);
    }
  }

  /** Better choices near the best one: where the linear relaxation agrees with it, it is kept (Danna, Rothberg and Le Pape 2005). */
  improveNearby(): void {
    const relaxed = this.#standing.best && this.#relaxed();
    if (!relaxed) return;
    let failures = 0;
    for (let round = 0; round < ROUNDS && failures < FAILURES; round += 1) {
      const { best, program, isSettled, above } = this.#standing;
      if (!best || isSettled || this.#isOver) return;
      const { fixed, isIn } = neighbourhood(program, this.#lagrangian.core, best.x, relaxed, round);
      this.#searchAmong(isIn, fixed, { nodes: NEAR_NODES, enough: this.#standing.proven.bound });
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

  /** A tree over the marked pairs that is not kept. Are they searched out? */
  #searchAmong(isIn: Uint8Array, fixed: Int8Array, { nodes, enough }: Effort): boolean {
    const standing = this.#standing;
    const whole = standing.program;
    const small = coreProgram({ ...whole, fixed }, isIn);
    this.#note(isIn);
    const near = standing.near && {
      ...standing.near,
      x: gathered(new Uint8Array(small.pairs.length), standing.near.x, small.pairs),
    };
    const tree = new Tree({
      engine: () => engineOf(this.#shop),
      program: small.program,
      budget: this.#shop.budget,
      divisor: standing.divisor,
      root: standing.proven,
      core: new Uint8Array(small.pairs.length).fill(1),
      near,
      improve: ({ x, value }) => standing.improve({ x: overWhole(whole, small, x), value }),
      above: () => standing.above,
      enough,
      lower: () => undefined,
      mostNodes: nodes,
    });
    return tree.run().bound <= standing.above;
  }

  #searchByEngine(isIn: Uint8Array): void {
    const { engines, budget, diary } = this.#shop;
    const { program, prices, divisor } = this.#standing;
    if (this.#isOver) return;
    const search = (model: LinearModel) =>
      engines.highs.searchWithin(model, budget, { nodes: ENGINE_NODES, gap: divisor });
    const found = searchOver({ search }, program, prices, isIn, budget.remainingMs());
    this.#note(isIn);
    diary.usedHighs = true;
    if (found) this.#standing.improve(found);
  }

  #note(isIn: Uint8Array): void {
    const { diary } = this.#shop;
    diary.hasTree = true;
    diary.core = Math.max(diary.core, markedCount(isIn, this.#standing.program.fixed));
  }

  /** The linear relaxation over the core; undefined where it could not be solved. */
  #relaxed(): Float64Array | undefined {
    const { program, near } = this.#standing;
    if (!this.#lagrangian.core.some((mark, pair) => mark === 1 && program.fixed[pair] === FREE))
      return undefined;
    const restriction = restrict(program, this.#lagrangian.core);
    const session = openSession(restriction.model, near && startOf(program, restriction, near));
    const { status, values } = relaxInSlices(session, this.#shop.budget);
    return status === 'optimal' ? valuesOf(program, restriction, values) : undefined;
  }
}
