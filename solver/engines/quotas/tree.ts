import type { Proof } from '../../contract/certificate.ts';
import { isFeasible, valueOf } from '../../program/choice.ts';
import type { Budget, Candidate } from '../../program/maximum.ts';
import { FREE } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import type { LinearEngine, RelaxedAgain } from '../linear-engine.ts';
import { pricesOf } from '../restriction.ts';
import { isFractional } from './support.ts';
import type { Support } from './support.ts';
import { boundNode, contradictNode, lookAgain, spoilers } from './closing.ts';
import { CoreSession } from './core-session.ts';
import { CutChoice } from './cut-choice.ts';
import type { Chosen } from './cut-choice.ts';
import { dive } from './dive.ts';
import { markedCount } from './least-losses.ts';
import { boundOver, halves, isOpen, proofOf, regionOf } from './node.ts';
import type { Near, Node, OpenNode, Restraint, Shown } from './node.ts';
import { OpenNodes } from './open-nodes.ts';

/** A proof nested deeper than this could not be read back: JSON is parsed and checked by recursion. */
const DEPTH_LIMIT = 300;
/** Prices in all leaves together: a proof of more numbers is not worth its size. */
const PROOF_NUMBERS = 8_000_000;
/** What a relaxation's objective may be wrong by. */
const NOISE = 1e-6;
/** Nodes that wait for pairs outside the core before it is made anew. */
const PATIENCE = 8;
const ROOT_DIVES = 2;
/** Plunges between dives. */
const DIVE_EVERY = 8;

export interface TreeSetting {
  readonly program: Program;
  readonly budget: Budget;
  /** The objective takes multiples of this alone. */
  readonly divisor: number;
  readonly root: Shown;
  /** The pairs that the linear programs are made of; it grows. */
  readonly core: Uint8Array;
  /** Where the linear program begins. */
  readonly near: Near | undefined;
  /** The engine for second looks, which are rare. */
  readonly engine: () => LinearEngine;
  /** Is told of every better choice. */
  readonly improve: (candidate: Candidate) => void;
  /** Only what is worth more is looked for. */
  readonly above: () => number;
  /** The search ends where a choice of this worth is found. */
  readonly enough: number;
  readonly lower: (bound: number) => void;
  /** Linear programs after which the search ends. */
  readonly mostNodes: number;
}

/**
 * Branch and bound over linear relaxations that are kept warm. A bound is that of whole prices over all pairs of the program, so the simplex method and the
 * core only decide which way it takes; where pairs outside the core spoil a bound they are added to it.
 */
export class Tree {
  readonly #setting: TreeSetting;
  readonly #root: Node;
  readonly #open = new OpenNodes();
  readonly #cuts: CutChoice;
  /** Nodes to be looked at with the core as it is by then. */
  #again: Node[];
  #session!: CoreSession;
  #numbers = 0;
  #nodes = 0;
  #plunges = 0;
  #told = Infinity;

  constructor(setting: TreeSetting) {
    this.#setting = setting;
    this.#root = {
      parent: undefined,
      depth: 0,
      restraint: undefined,
      proven: setting.root,
      relaxed: Infinity,
      cut: undefined,
      children: undefined,
    };
    this.#again = [this.#root];
    this.#cuts = new CutChoice(setting.program, {
      above: setting.above,
      isOver: () => this.#isOver(),
      enough: () => this.#hopeless,
      closes: (answer) => this.#closes(answer),
    });
  }

  run(): { bound: number; proof: Proof } {
    while (this.#again.length > 0 && !this.#isOver()) this.#workOnCore();
    return { bound: boundOver(this.#root), proof: proofOf(this.#root) };
  }

  #isOver(): boolean {
    const { budget, above, enough, mostNodes } = this.#setting;
    return (
      this.#nodes >= mostNodes ||
      budget.remainingMs() <= 0 ||
      this.#numbers > PROOF_NUMBERS ||
      above() >= enough
    );
  }

  #workOnCore(): void {
    const { program, core, near, budget } = this.#setting;
    if (!program.fixed.some((fixed, pair) => fixed === FREE && core[pair] === 1)) {
      this.#settleWithoutPairs();
      return;
    }
    this.#session = new CoreSession(program, core, near, budget);
    const waiting = this.#again;
    this.#again = [];
    for (const node of waiting) if (!this.#isOver()) this.#examine(node);
    if (waiting.includes(this.#root)) this.#diveFromRoot();
    for (let node = this.#next(); node; node = this.#next()) {
      this.#plunge(node);
      if (this.#again.length >= PATIENCE) return;
    }
  }

  /** A linear program needs columns: all free pairs come in, or, where there are none, the one choice that is left is judged. */
  #settleWithoutPairs(): void {
    const { program, core } = this.#setting;
    for (let pair = 0; pair < core.length; pair += 1) if (program.fixed[pair] === FREE) core[pair] = 1;
    if (program.fixed.includes(FREE)) return;
    for (const node of this.#again) this.#lookAgain(node, regionOf(program, node));
    this.#again = [];
  }

  #diveFromRoot(): void {
    for (let draw = 0; draw < ROOT_DIVES; draw += 1)
      if (isOpen(this.#root) && !this.#isClosed(this.#root)) this.#dive(this.#root, draw);
  }

  #dive(node: OpenNode, draw: number): void {
    if (this.#isOver()) return;
    this.#session.enter(node);
    const closes = (answer: RelaxedAgain) => this.#closes(answer) || this.#isOver();
    const found = dive(this.#session, node.support, draw, this.#hopeless, closes);
    if (found) this.#offer(found);
  }

  #next(): OpenNode | undefined {
    if (this.#isOver()) return undefined;
    this.#tellBound();
    return this.#open.next((node) => this.#isClosed(node));
  }

  #isClosed({ proven }: Node): boolean {
    return proven.bound <= this.#setting.above();
  }

  #tellBound(): void {
    let bound = Math.max(this.#setting.above(), this.#open.bound);
    for (const { proven } of this.#again) bound = Math.max(bound, proven.bound);
    if (bound >= this.#told) return;
    this.#told = bound;
    this.#setting.lower(bound);
  }

  /** Down from a node, always into the better half, until one is closed. */
  #plunge(from: OpenNode): void {
    this.#plunges += 1;
    if (this.#plunges % DIVE_EVERY === 0) this.#dive(from, this.#plunges / DIVE_EVERY);
    let node: OpenNode | undefined = from;
    while (node && !this.#isOver()) {
      if (this.#isClosed(node)) return;
      const open: OpenNode[] = [];
      for (const child of this.#branch(node)) if (isOpen(child) && !this.#isClosed(child)) open.push(child);
      open.sort((a, b) => b.relaxed - a.relaxed);
      node = open[0];
      for (const child of open.slice(1)) this.#wait(child);
    }
    if (node) this.#wait(node);
  }

  /** An open node inherits its bound until it has to wait: then its own prices are evaluated. */
  #wait(node: OpenNode): void {
    const { program, divisor } = this.#setting;
    if (node.prices) boundNode(node, regionOf(program, node), node.prices, divisor);
    node.prices = undefined;
    this.#open.add(node);
  }

  #branch(node: OpenNode): readonly Node[] {
    this.#session.enter(node);
    const chosen = this.#cuts.best(this.#session, node, node.support);
    if (!chosen) {
      if (!this.#isOver()) return [];
      this.#wait(node);
      return [];
    }
    const { cut, answers } = this.#answered(node, chosen);
    const parts = halves(cut);
    const children = [
      this.#childOf(node, parts[0], answers[0]),
      this.#childOf(node, parts[1], answers[1]),
    ] as const;
    node.cut = cut;
    node.children = children;
    node.prices = undefined;
    return children;
  }

  #answered(node: OpenNode, chosen: Chosen): Required<Chosen> {
    const { cut, answers } = chosen;
    return answers ? { cut, answers } : this.#cuts.try(this.#session, node, cut);
  }

  #childOf(parent: Node, restraint: Restraint, answer: RelaxedAgain): Node {
    const child: Node = {
      parent,
      depth: parent.depth + 1,
      restraint,
      proven: parent.proven,
      relaxed: parent.relaxed,
      cut: undefined,
      children: undefined,
    };
    this.#settle(child, answer);
    return child;
  }

  #examine(node: Node): void {
    this.#session.enter(node);
    this.#settle(node, this.#session.relax(this.#hopeless));
    if (isOpen(node) && !this.#isClosed(node)) this.#wait(node);
  }

  /** Makes of an answer what it proves, and keeps its solution where there is more to search. */
  #settle(node: Node, answer: RelaxedAgain): void {
    this.#nodes += 1;
    const { program, divisor, core } = this.#setting;
    this.#numbers += program.participants.max.length + program.mentors.max.length + program.rows.length;
    if (answer.status === 'unsettled') return;
    const { restriction } = this.#session;
    if (answer.status === 'infeasible') {
      const region = regionOf(program, node);
      if (!contradictNode(node, region, restriction, answer.ray)) this.#lookAgain(node, region);
      return;
    }
    node.relaxed = Math.min(node.relaxed, answer.objective);
    const prices = pricesOf(program, restriction, answer.prices);
    const support = this.#session.supportOf(answer.values);
    this.#offer(support);
    const isDone = this.#isHopeless(answer.objective) || !support.values.some(isFractional);
    if (!isDone && node.depth < DEPTH_LIMIT) {
      Object.assign(node, { support, prices });
      return;
    }
    const region = regionOf(program, node);
    boundNode(node, region, prices, divisor);
    if (!isDone || this.#isClosed(node)) return;
    const missing = spoilers(region, prices, (pair) => this.#session.isOutside(pair));
    for (const pair of missing) core[pair] = 1;
    if (missing.length > 0) this.#again.push(node);
    else this.#lookAgain(node, region);
  }

  #lookAgain(node: Node, region: Program): void {
    const { program, engine, core, budget, divisor } = this.#setting;
    const before = { bound: node.proven.bound, pairs: markedCount(core, program.fixed) };
    lookAgain(node, region, { engine: engine(), core, budget, divisor });
    const isNew = node.proven.bound < before.bound || markedCount(core, program.fixed) > before.pairs;
    if (isNew && !this.#isClosed(node)) this.#again.push(node);
  }

  #closes({ status, objective }: RelaxedAgain): boolean {
    return status === 'infeasible' || (status === 'optimal' && this.#isHopeless(objective));
  }

  #isHopeless(objective: number): boolean {
    return objective <= this.#hopeless;
  }

  /** A relaxation's objective, rounded down, is above what is known if it is above this. */
  get #hopeless(): number {
    return this.#setting.above() + this.#setting.divisor - NOISE;
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
}
