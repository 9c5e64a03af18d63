import { isFeasible, valueOf } from '../../program/choice.ts';
import type { Budget, Candidate } from '../../program/maximum.ts';
import { boundOf, contradictionOf, reducedCosts, wholePrices } from '../../program/prices.ts';
import type { Prices } from '../../program/prices.ts';
import { FREE, pairCount, withObjective } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import type { LinearSession, RelaxedAgain, WarmEngine } from '../linear-engine.ts';
import { Relaxer } from '../relaxation.ts';
import { pricesOf, restrict } from '../restriction.ts';
import type { Restriction } from '../restriction.ts';
import { isFractional, pairCuts, rowCuts, splitCuts } from './candidates.ts';
import type { Support } from './candidates.ts';
import { boundOver, halves, proofOf, regionOf, restraintsOf } from './node.ts';
import { inSlices, relaxInSlices } from './slices.ts';
import { polished } from './polish.ts';
import { PseudoCosts, scoreOf } from './pseudo-costs.ts';
import type { Cut, Node, Restraint, Shown } from './node.ts';

/** A proof nested deeper than this could not be read back: JSON is parsed and checked by recursion. */
const DEPTH_LIMIT = 300;
/** Prices in all leaves together: a proof of more numbers is not worth its size. */
const PROOF_NUMBERS = 8_000_000;
/** What the engine's objective may be wrong by. */
const NOISE = 1e-6;
/** Cuts that are tried at a node: near the root a good one is worth more. */
const TRIED_AT_TOP = 8;
const TRIED_BELOW = 2;
const TOP = 1;
/** Cuts that wait for pairs outside the core before it is made anew. */
const PATIENCE = 8;

export interface TreeSetting {
  readonly engine: WarmEngine;
  readonly program: Program;
  readonly budget: Budget;
  /** The objective takes multiples of this alone. */
  readonly divisor: number;
  readonly root: Shown;
  /** The pairs that the linear programs are made of; it grows. */
  readonly core: Uint8Array;
  /** Is told of every better choice. */
  readonly improve: (candidate: Candidate) => void;
  /** Only what is worth more is looked for. */
  readonly above: () => number;
  /** The search ends where a choice of this worth is found. */
  readonly enough: number;
  readonly lower: (bound: number) => void;
}

/**
 * Branch and bound over linear relaxations that are kept warm. A bound is that of whole prices over all pairs of the program, so the engine and the
 * core only decide which way it takes; where pairs outside the core spoil a bound they are added to it.
 */
export class Tree {
  readonly #setting: TreeSetting;
  readonly #root: Node & { support?: Support };
  readonly #open: OpenNode[] = [];
  #again: Node[];
  #restriction!: Restriction;
  #columnOf!: Int32Array;
  #rowOf!: Map<number, { row: number; taken: number }>;
  #lower!: Float64Array;
  #upper!: Float64Array;
  #touched: number[] = [];
  #touchedRows: number[] = [];
  /** What the pairs that are fixed to 1 are worth: they are no columns. */
  readonly #taken: number;
  #session!: LinearSession;
  #at: Node | undefined;
  #numbers = 0;
  #told = Infinity;
  readonly #costs = new PseudoCosts();
  nodes = 0;

  constructor(setting: TreeSetting) {
    this.#setting = setting;
    this.#root = {
      parent: undefined,
      depth: 0,
      restraint: undefined,
      proven: setting.root,
      relaxed: Infinity,
      values: undefined,
      cut: undefined,
      children: undefined,
    };
    this.#again = [this.#root];
    this.#taken = valueOf(
      setting.program.objective,
      Uint8Array.from(setting.program.fixed, (fixed) => (fixed === 1 ? 1 : 0)),
    );
  }

  run(): { bound: number; proof: ReturnType<typeof proofOf> } {
    while (this.#again.length > 0 && !this.#isOver()) this.#workOnCore();
    return { bound: boundOver(this.#root), proof: proofOf(this.#root) };
  }

  #isOver(): boolean {
    const { budget, above, enough } = this.#setting;
    return budget.remainingMs() <= 0 || this.#numbers > PROOF_NUMBERS || above() >= enough;
  }

  #workOnCore(): void {
    const { engine, program, core } = this.#setting;
    this.#restriction = restrict(program, core);
    const { model, pairs, owners } = this.#restriction;
    if (pairs.length === 0) {
      this.#settleWithoutPairs();
      return;
    }
    this.#columnOf = new Int32Array(pairCount(program)).fill(-1);
    for (const [column, pair] of pairs.entries()) this.#columnOf[pair] = column;
    const before = program.participants.max.length + program.mentors.max.length;
    this.#rowOf = new Map();
    for (const [row, owner] of owners.entries()) {
      if (owner < before) continue;
      const own = program.rows[owner - before];
      if (!own) continue;
      const isAbove = own.upper < Infinity;
      const taken = isAbove
        ? own.upper - (model.rowUpper[row] as number)
        : own.lower - (model.rowLower[row] as number);
      this.#rowOf.set(owner - before, { row, taken });
    }
    this.#lower = new Float64Array(pairs.length);
    this.#upper = model.columnUpper.slice();
    this.#touched = [];
    this.#touchedRows = [];
    this.#at = undefined;
    engine.open(model, (session) => {
      this.#session = session;
      const waiting = this.#again;
      this.#again = [];
      for (const node of waiting) if (!this.#isOver()) this.#examine(node);
      for (let node = this.#next(); node; node = this.#next()) {
        this.#plunge(node);
        if (this.#again.length >= PATIENCE) return;
      }
    });
  }

  /** Engines refuse a model without columns: all free pairs come in, or, where there are none, the one choice that is left is judged. */
  #settleWithoutPairs(): void {
    const { program, core } = this.#setting;
    for (let pair = 0; pair < core.length; pair += 1) if (program.fixed[pair] === FREE) core[pair] = 1;
    if (program.fixed.includes(FREE)) return;
    const waiting = this.#again;
    this.#again = [];
    for (const node of waiting) this.#relaxWhole(node, regionOf(program, node));
    this.#again = [];
  }

  /** The open node of the largest relaxation. */
  #next(): OpenNode | undefined {
    if (this.#isOver()) return undefined;
    this.#tellBound();
    let best = -1;
    for (let index = this.#open.length - 1; index >= 0; index -= 1) {
      const node = this.#open[index] as OpenNode;
      if (this.#isClosed(node)) {
        this.#open[index] = this.#open.at(-1) as OpenNode;
        this.#open.pop();
        if (best === this.#open.length) best = index;
      } else if (best < 0 || node.relaxed > (this.#open[best] as OpenNode).relaxed) best = index;
    }
    if (best < 0) return undefined;
    const node = this.#open[best] as OpenNode;
    this.#open[best] = this.#open.at(-1) as OpenNode;
    this.#open.pop();
    return node;
  }

  #isClosed({ proven }: Node): boolean {
    return proven.bound <= this.#setting.above();
  }

  #tellBound(): void {
    let bound = this.#setting.above();
    for (const { proven } of this.#open) bound = Math.max(bound, proven.bound);
    for (const { proven } of this.#again) bound = Math.max(bound, proven.bound);
    if (bound >= this.#told) return;
    this.#told = bound;
    this.#setting.lower(bound);
  }

  /** Down from a node, always into the better half, until one is closed. */
  #plunge(from: OpenNode): void {
    let node: OpenNode | undefined = from;
    while (node && !this.#isOver()) {
      if (this.#isClosed(node)) return;
      const children = this.#branch(node);
      const open = children.filter((child): child is OpenNode => isOpen(child) && !this.#isClosed(child));
      open.sort((a, b) => b.relaxed - a.relaxed);
      node = open[0];
      for (const child of open.slice(1)) this.#wait(child);
    }
    if (node) this.#wait(node);
  }

  #wait(node: OpenNode): void {
    this.#boundOpen(node);
    this.#open.push(node);
  }

  #branch(node: OpenNode): readonly Node[] {
    this.#enter(node);
    const chosen = this.#bestCut(node);
    if (!chosen) return [];
    const { cut, answers } = chosen.answers ? (chosen as Required<Chosen>) : this.#try(node, chosen.cut);
    const parts = halves(cut);
    const children = [
      this.#childOf(node, parts[0], answers[0]),
      this.#childOf(node, parts[1], answers[1]),
    ] as const;
    node.cut = cut;
    node.children = children;
    node.support = undefined;
    node.prices = undefined;
    return children;
  }

  #childOf(parent: Node, restraint: Restraint, answer: RelaxedAgain): Node {
    const child: Node = {
      parent,
      depth: parent.depth + 1,
      restraint,
      proven: parent.proven,
      relaxed: parent.relaxed,
      values: undefined,
      cut: undefined,
      children: undefined,
    };
    this.#settle(child, answer);
    return child;
  }

  #examine(node: Node): void {
    this.#enter(node);
    this.#settle(node, this.#relax());
    if (isOpen(node) && !this.#isClosed(node)) this.#wait(node);
  }

  /** The session's relaxation, with the worth of the pairs that are fixed to 1. */
  #relax(): RelaxedAgain {
    const answer = relaxInSlices(this.#session, this.#setting.budget);
    return { ...answer, objective: answer.objective + this.#taken };
  }

  /** Makes of an answer what it proves, and keeps its solution where there is more to search. */
  #settle(node: Node, answer: RelaxedAgain): void {
    this.nodes += 1;
    const { program } = this.#setting;
    this.#numbers += program.participants.max.length + program.mentors.max.length + program.rows.length;
    if (answer.status === 'unsettled') return;
    if (answer.status === 'infeasible') {
      const region = regionOf(program, node);
      if (!this.#contradict(node, region, answer.ray)) this.#relaxWhole(node, region);
      return;
    }
    node.relaxed = Math.min(node.relaxed, answer.objective);
    const prices = pricesOf(program, this.#restriction, answer.prices);
    const support = this.#supportOf(answer.values);
    this.#offer(support);
    const isDone = this.#isHopeless(answer.objective) || !support.values.some(isFractional);
    if (!isDone && node.depth < DEPTH_LIMIT) {
      Object.assign(node, { support, prices });
      return;
    }
    const region = regionOf(program, node);
    this.#bound(node, region, prices);
    if (isDone && !this.#isClosed(node) && this.#priceIn(region, prices)) this.#again.push(node);
  }

  /** An open node inherits its bound until it has to wait: then its own prices are evaluated. */
  #boundOpen(node: OpenNode): void {
    if (!node.prices) return;
    this.#bound(node, regionOf(this.#setting.program, node), node.prices);
    node.prices = undefined;
  }

  #closes({ status, objective }: RelaxedAgain): boolean {
    return status === 'infeasible' || (status === 'optimal' && this.#isHopeless(objective));
  }

  #isHopeless(objective: number): boolean {
    const { divisor, above } = this.#setting;
    return Math.floor((objective + NOISE) / divisor) * divisor <= above();
  }

  #bound(node: Node, region: Program, prices: Prices): void {
    const rounded = wholePrices(region, prices);
    if (!rounded) return;
    const whole = polished(region, rounded);
    const proven = boundOf(region, whole);
    const { divisor } = this.#setting;
    const bound = Math.floor(proven.bound / divisor) * divisor;
    if (bound < node.proven.bound) node.proven = { ...proven, bound };
  }

  #contradict(node: Node, region: Program, ray: Float64Array | undefined): boolean {
    if (!ray) return false;
    const largest = ray.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!(largest > 0)) return false;
    const nothing = withObjective(region, new Float64Array(pairCount(region)));
    for (const sign of [1, -1]) {
      const prices = pricesOf(
        region,
        this.#restriction,
        ray.map((value) => (sign * value) / largest),
      );
      const whole = wholePrices(nothing, prices);
      const proven = whole && contradictionOf(region, polished(nothing, whole));
      if (!proven) continue;
      node.proven = proven;
      return true;
    }
    return false;
  }

  /** A second look without the warm basis, over as many pairs as it takes: the prices of the least violation. */
  #relaxWhole(node: Node, region: Program): void {
    const { engine, core, budget } = this.#setting;
    const relaxation = new Relaxer(inSlices(engine, budget), core, budget).relax(region);
    if (relaxation.kind === 'unsettled') return;
    const whole = wholePrices(region, relaxation.prices);
    if (relaxation.kind === 'infeasible') {
      const proven = whole && contradictionOf(region, whole);
      if (proven) node.proven = proven;
      return;
    }
    this.#bound(node, region, relaxation.prices);
    if (!this.#isClosed(node)) this.#again.push(node);
  }

  /** Adds pairs outside the core that spoil the bound of these prices: of each participant the worst. */
  #priceIn(region: Program, prices: Prices): boolean {
    const rounded = wholePrices(region, prices);
    if (!rounded) return false;
    const reduced = reducedCosts(region, rounded);
    const isOutside = (pair: number) => (this.#columnOf[pair] as number) < 0 && region.fixed[pair] === FREE;
    const best = new Map<number, number>();
    for (let pair = 0; pair < reduced.length; pair += 1) {
      if ((reduced[pair] as number) <= 0 || !isOutside(pair)) continue;
      const person = region.participant[pair] as number;
      const other = best.get(person);
      if (other === undefined || (reduced[pair] as number) > (reduced[other] as number))
        best.set(person, pair);
    }
    for (const pair of best.values()) this.#setting.core[pair] = 1;
    return best.size > 0;
  }

  #offer({ pairs, values }: Support): void {
    if (values.some(isFractional)) return;
    const { program, improve, above } = this.#setting;
    const x = Uint8Array.from(program.fixed, (fixed) => (fixed === 1 ? 1 : 0));
    for (let index = 0; index < pairs.length; index += 1)
      x[pairs[index] as number] = Math.round(values[index] as number);
    const value = valueOf(program.objective, x);
    if (value > above() && isFeasible(program, x)) improve({ x, value });
  }

  #supportOf(values: Float64Array): Support {
    const { pairs } = this.#restriction;
    const columns = Int32Array.from(values.keys()).filter((column) => (values[column] as number) > 1e-9);
    return {
      pairs: columns.map((column) => pairs[column] as number),
      values: Float64Array.from(columns, (column) => values[column] as number),
    };
  }

  /**
   * The cut whose halves promise to be bounded best together. What earlier cuts on a pair gained is trusted; cuts of which too little is
   * known are tried first (strong branching: Applegate et al. 1995), many at the top of the tree and few below.
   */
  #bestCut(node: OpenNode): Chosen | undefined {
    const { program } = this.#setting;
    const support = node.support as Support;
    const isTop = node.depth < TOP;
    const ranked = pairCuts(support)
      .map((cut) => ({ cut, score: this.#costs.score(cut.pair, cut.value) }))
      .sort((a, b) => b.score - a.score);
    const cuts: (Cut & { value?: number })[] = ranked.slice(0, TRIED_AT_TOP).map(({ cut }) => cut);
    if (isTop)
      cuts.push(
        ...rowCuts(program, support).slice(0, 2),
        ...splitCuts(program, this.#pairsOf, support).slice(0, 2),
      );
    let best: Chosen | undefined;
    let bestScore = -1;
    let tries = 0;
    const most = isTop ? cuts.length : TRIED_BELOW;
    for (const cut of cuts) {
      if (this.#isOver() || tries >= most) break;
      const isKnown = cut.kind === 'branch' && this.#costs.isReliable(cut.pair);
      const known = isKnown ? this.#costs.score(cut.pair, cut.value ?? 0.5) : 0;
      if (isKnown && !isTop) {
        if (known > bestScore) {
          best = { cut };
          bestScore = known;
        }
        continue;
      }
      const tried = this.#try(node, cut);
      tries += 1;
      if (tried.score > bestScore) {
        best = tried;
        bestScore = tried.score;
        if (tried.answers.every((answer) => this.#closes(answer))) return best;
      }
    }
    return best;
  }

  #try(node: OpenNode, cut: Cut & { value?: number }): Required<Chosen> & { score: number } {
    const parts = halves(cut);
    const answers = [this.#probe(parts[0]), this.#probe(parts[1])] as const;
    const gains = [this.#gain(node, answers[0]), this.#gain(node, answers[1])] as const;
    if (cut.kind === 'branch') this.#costs.learn(cut.pair, cut.value ?? 0.5, gains);
    return { cut, answers, score: scoreOf(gains) };
  }

  readonly #pairsOf = (side: 'participant' | 'mentor', person: number): number[] => {
    const ends = this.#setting.program[side];
    const own: number[] = [];
    for (let pair = 0; pair < ends.length; pair += 1) if (ends[pair] === person) own.push(pair);
    return own;
  };

  #gain(node: Node, { status, objective }: RelaxedAgain): number {
    const most = Math.max(1, node.relaxed - this.#setting.above());
    const enough = Number.isFinite(most) ? most : 1e6;
    if (status === 'infeasible') return enough;
    if (status === 'unsettled') return 0;
    return Math.min(enough, node.relaxed - objective);
  }

  #probe(restraint: Restraint): RelaxedAgain {
    const { pairs, to, row } = restraint;
    const columns = pairs
      .map((pair) => this.#columnOf[pair] as number)
      .filter((column) => column >= 0 && this.#lower[column] !== this.#upper[column]);
    for (const column of columns) this.#session.boundColumn(column, to, to);
    const bounds = row && this.#rowBounds(row);
    if (bounds) this.#session.boundRow(bounds.row, bounds.lower, bounds.upper);
    const answer = this.#relax();
    for (const column of columns)
      this.#session.boundColumn(column, this.#lower[column] as number, this.#upper[column] as number);
    if (bounds) this.#session.boundRow(bounds.row, bounds.before[0], bounds.before[1]);
    return answer;
  }

  #rowBounds(row: NonNullable<Restraint['row']>) {
    const own = this.#rowOf.get(row.index);
    if (!own || !this.#at) return undefined;
    const now = regionOf(this.#setting.program, this.#at).rows[row.index] as { lower: number; upper: number };
    return {
      row: own.row,
      lower: Math.max(now.lower, row.lower) - own.taken,
      upper: Math.min(now.upper, row.upper) - own.taken,
      before: [now.lower - own.taken, now.upper - own.taken] as const,
    };
  }

  /** Sets the session's bounds to those of the node. */
  #enter(node: Node): void {
    if (node === this.#at) return;
    for (const column of this.#touched) {
      this.#lower[column] = 0;
      this.#upper[column] = this.#restriction.model.columnUpper[column] as number;
      this.#session.boundColumn(column, 0, this.#upper[column] as number);
    }
    for (const index of this.#touchedRows) this.#restoreRow(index);
    this.#touched = [];
    this.#touchedRows = [];
    for (const { pairs, to, row } of restraintsOf(node)) {
      for (const pair of pairs) {
        const column = this.#columnOf[pair] as number;
        if (column < 0 || this.#lower[column] === this.#upper[column]) continue;
        this.#lower[column] = to;
        this.#upper[column] = to;
        this.#session.boundColumn(column, to, to);
        this.#touched.push(column);
      }
      if (row) this.#touchedRows.push(row.index);
    }
    this.#at = node;
    if (this.#touchedRows.length === 0) return;
    const { rows } = regionOf(this.#setting.program, node);
    for (const index of this.#touchedRows) {
      const own = this.#rowOf.get(index);
      const row = rows[index];
      if (own && row) this.#session.boundRow(own.row, row.lower - own.taken, row.upper - own.taken);
    }
  }

  #restoreRow(index: number): void {
    const own = this.#rowOf.get(index);
    const row = this.#setting.program.rows[index];
    if (own && row) this.#session.boundRow(own.row, row.lower - own.taken, row.upper - own.taken);
  }
}

/** A cut, with the answers of its halves where they were tried. */
interface Chosen {
  readonly cut: Cut;
  readonly answers?: readonly [RelaxedAgain, RelaxedAgain];
}

/** A node that can be cut further. */
type OpenNode = Node & { support?: Support; prices?: Prices };

function isOpen(node: Node): node is OpenNode {
  return (node as OpenNode).support !== undefined;
}
