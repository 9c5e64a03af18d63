import { gathered } from '../../program/columns.ts';
import type { Candidate, Known, Listener, Maximum } from '../../program/maximum.ts';
import { EMPTY_ROW, FREE } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import { reducedCosts } from '../../program/prices.ts';
import type { WholePrices } from '../../program/prices.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import { better } from './better.ts';
import type { Better } from './better.ts';
import { overWhole } from './core-program.ts';
import type { CoreProgram } from './core-program.ts';
import { commonDivisor } from './divisor.ts';
import { greedyChoice } from './greedy.ts';
import { LagrangianBound } from './lagrangian-bound.ts';
import { leastLosses, markBestOfEach, markedCount } from './least-losses.ts';
import type { Near } from './node.ts';
import { engineOf } from './shop.ts';
import type { Shop } from './shop.ts';
import { SmallSearches } from './small-searches.ts';
import { Standing } from './standing.ts';
import { Tree } from './tree.ts';

/** A choice that is so near to the bound, as a share of it, is good. */
const GOOD = 0.0005;
/** Above this share a few solves for a better choice pay. */
const FAR_OFF = 0.004;
/** A tree is begun anew over what is left where better choices have closed this share of the gap since. */
const RESTART = 0.5;
const MOST_RESTARTS = 8;
/** Where a narrowing leaves at most this share of the pairs, bounds are searched once more. */
const WORTH_A_SEARCH = 0.7;
/** A reach so near to the gap, as a factor, is the gap. */
const NEARLY = 1.4;
/** The largest reach of the searches near the bound, in divisors of the objective. */
const FARTHEST = 2;
/** Pairs for each person that the tree begins with; it takes in those that it misses. */
const TREE_DEGREE = 6;
/** Below so many pairs it begins with all. */
const TREE_LEAST = 1_500;

/** What a tree is grown for. */
interface Aim {
  /** Choices worth more than this. */
  readonly known: number;
  /** It may end where one of this worth is found. */
  readonly enough: number;
  /** No choice is worth more. */
  readonly ceiling: number;
}

/**
 * One search for the best choice of a program with rows: Lagrangian bound, good choices from a core of pairs, then the tree over what
 * the gap leaves. Each step is left out where the bound is met before.
 */
export class QuotaSearch {
  readonly #shop: Shop;
  readonly program: Program;
  readonly #standing: Standing;
  #lagrangian!: LagrangianBound;

  /** Is the bound as low as it goes? With the answer, where that gives it. */
  #bounded: { readonly settled: Maximum | undefined } | undefined;

  /** The objective takes multiples of `divisor` alone. */
  constructor(shop: Shop, program: Program, divisor = commonDivisor(program)) {
    this.#shop = shop;
    this.program = program;
    this.#standing = new Standing(program, divisor);
  }

  /** Goes on where `first` has been. */
  run(known?: Known): Maximum {
    if (known) this.#standing.learn(known);
    const settled = this.#searchBoundOnce();
    if (settled) return settled;
    this.#findChoices();
    return this.#standing.isSettled ? this.#standing.answer : this.#descend();
  }

  /** Any choice that keeps the rows, a good one if it comes cheaply. */
  first(): Candidate | undefined {
    const standing = this.#standing;
    if (this.#searchBoundOnce() || standing.best) return standing.best;
    if (standing.gapShare > FAR_OFF) this.#lagrangian.overshoot();
    new SmallSearches(this.#shop, standing, this.#lagrangian).findFirst();
    return standing.best;
  }

  /** The prices of the bound; undefined where not even the limits can be kept. */
  get prices(): WholePrices | undefined {
    return this.#standing.isBounded ? this.#standing.prices : undefined;
  }

  #searchBoundOnce(): Maximum | undefined {
    this.#bounded ??= { settled: this.#searchBound() };
    return this.#bounded.settled ?? (this.#standing.isSettled ? this.#standing.answer : undefined);
  }

  /** The answer where bounds alone give it. */
  #searchBound(): Maximum | undefined {
    const standing = this.#standing;
    const infeasible = this.#boundWithoutRows();
    if (infeasible) return infeasible;
    if (standing.isSettled) return standing.answer;
    this.#lagrangian.recall(this.#shop.memory.prices);
    if (standing.isSettled) return standing.answer;
    const contradiction = this.#lagrangian.search();
    if (contradiction) return { best: undefined, bound: -Infinity, proof: contradiction.leaf };
    return standing.isSettled ? standing.answer : undefined;
  }

  /** The kernel on the limits alone. Gives the answer where not even they can be kept. */
  #boundWithoutRows(): Maximum | undefined {
    const pure = { ...this.program, rows: this.program.rows.map(() => EMPTY_ROW) };
    const { best, bound, proof } = maximiseByFlow(pure);
    if (!best) return { best: undefined, bound, proof };
    if (proof.kind !== 'bound') throw new RangeError('a kernel proof is one leaf');
    this.#standing.take({
      scale: proof.scale,
      participants: Float64Array.from(proof.participants),
      mentors: Float64Array.from(proof.mentors),
      rows: Float64Array.from(proof.rows),
    });
    this.#standing.offer(best.x);
    this.#lagrangian = new LagrangianBound(this.#standing, this.#shop.budget, best.x);
    return undefined;
  }

  /** Pairs in the order of their reduced costs: a choice at least where rows are caps. */
  #offerGreedy(): void {
    const { prices } = this.#standing;
    this.#standing.offer(greedyChoice(this.program, reducedCosts(this.program, prices)));
  }

  #findChoices(): void {
    const standing = this.#standing;
    if (standing.gapShare > FAR_OFF) this.#lagrangian.overshoot();
    const searches = new SmallSearches(this.#shop, standing, this.#lagrangian);
    searches.findFirst();
    if (!standing.isSettled) searches.improveNearby();
    if (standing.best && standing.gapShare > GOOD) searches.improveByEngine();
    if (!standing.best) this.#offerGreedy();
  }

  /**
   * At first only choices next to the bound are looked for: few pairs matter for those, so it costs little to find one or to prove that there is
   * none, which lowers the ceiling. Then all that are better than the best one.
   */
  #descend(): Maximum {
    const standing = this.#standing;
    const { bound, leaf } = standing.proven;
    let lowest: Pick<Maximum, 'bound' | 'proof'> = { bound, proof: leaf };
    for (let reach = standing.divisor; reach <= FARTHEST * standing.divisor; reach *= 2) {
      if (!Number.isFinite(standing.above) || bound - standing.above <= NEARLY * reach) break;
      const known = bound - reach;
      const found = this.#growOnce({ known, enough: lowest.bound, ceiling: lowest.bound });
      if (found.bound < lowest.bound) lowest = found;
      if (standing.above >= lowest.bound) return { ...lowest, best: standing.best };
      if (standing.above > known || found.bound > known) break;
    }
    const rest = this.#grow(lowest.bound);
    return { ...(rest.bound < lowest.bound ? rest : lowest), best: standing.best };
  }

  /** The tree over what the gap leaves; once more over less where the choices that it finds are much better. No choice is worth more than the ceiling. */
  #grow(ceiling: number): Maximum {
    const standing = this.#standing;
    for (let restarts = 0; ; restarts += 1) {
      const gap = ceiling - standing.above;
      const mayRestart = restarts < MOST_RESTARTS && Number.isFinite(gap);
      const enough = mayRestart ? ceiling - (1 - RESTART) * gap : ceiling;
      const found = this.#growOnce({ known: standing.above, enough, ceiling });
      const isOpen = found.bound > standing.above && this.#shop.budget.remainingMs() > 0;
      if (!isOpen || standing.above < enough || standing.above >= ceiling) return found;
    }
  }

  #growOnce(aim: Aim): Maximum {
    const { proven, divisor, near } = this.#standing;
    const slack = better(this.program, proven.leaf, aim.known, divisor, this.#shop.quotas);
    if (!slack) return this.#searchTree(this.program, undefined, near, aim);
    const { within, proofWith, least } = slack;
    const settled = Math.floor((least - 1) / divisor) * divisor;
    if (!within) return { best: this.#standing.best, bound: settled, proof: proofWith(proven.leaf) };
    if (within.pairs.length < WORTH_A_SEARCH * this.program.fixed.length)
      return this.#searchRest(slack, within, { ...aim, known: settled });
    const nearWithin = near && {
      ...near,
      x: gathered(new Uint8Array(within.pairs.length), near.x, within.pairs),
    };
    const { bound, proof } = this.#searchTree(within.program, within, nearWithin, aim);
    return { best: this.#standing.best, bound: Math.max(settled, bound), proof: proofWith(proof) };
  }

  /** The search once more over what a narrowing has left: its bound is lower, as rows are rounded, and it may narrow further. */
  #searchRest({ proofWith }: Better, within: CoreProgram, { known, ceiling }: Aim): Maximum {
    const standing = this.#standing;
    const listener: Listener = (best, bound) => {
      if (best) standing.improve({ x: overWhole(this.program, within, best.x), value: best.value });
      standing.tell(Math.max(known, bound));
    };
    const rest = new QuotaSearch(
      { ...this.#shop, memory: { prices: standing.prices } },
      within.program,
      standing.divisor,
    );
    rest.#standing.learn({ value: known, listener });
    // Good choices have been looked for already.
    const { bound, proof } =
      rest.#searchBound() ?? rest.#grow(Math.min(ceiling, rest.#standing.proven.bound));
    return { best: standing.best, bound: Math.max(known, bound), proof: proofWith(proof) };
  }

  /** `within` says which pairs the program has, where it is not the whole. */
  #searchTree(
    program: Program,
    within: CoreProgram | undefined,
    near: Near | undefined,
    { known, enough }: Aim,
  ): Maximum {
    const standing = this.#standing;
    const { budget, diary } = this.#shop;
    const core = this.#treeCore(program, within);
    diary.hasTree = true;
    diary.core = Math.max(diary.core, markedCount(core, program.fixed));
    const whole = (x: Choice) => (within ? overWhole(this.program, within, x) : x);
    const tree = new Tree({
      engine: () => engineOf(this.#shop),
      program,
      budget,
      divisor: standing.divisor,
      root: standing.proven,
      core,
      near,
      improve: ({ x, value }) => standing.improve({ x: whole(x), value }),
      above: () => Math.max(known, standing.above),
      enough,
      lower: (bound) => standing.tell(bound),
      mostNodes: Infinity,
    });
    const { bound, proof } = tree.run();
    return { best: standing.best, bound, proof };
  }

  /** The pairs that the tree's linear programs begin with. */
  #treeCore(program: Program, within: CoreProgram | undefined): Uint8Array {
    const all = this.#standing.losses();
    const losses = within ? gathered(new Float64Array(within.pairs.length), all, within.pairs) : all;
    const people = program.participants.max.length + program.mentors.max.length;
    const most = Math.max(TREE_LEAST, TREE_DEGREE * people);
    const free = Uint8Array.from(program.fixed, (fixed) => (fixed === FREE ? 1 : 0));
    const core = markedCount(free, program.fixed) <= most ? free : leastLosses(losses, program.fixed, most);
    markBestOfEach(program, losses, core);
    return core;
  }
}
