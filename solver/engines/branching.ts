import type { Proof } from '../contract/certificate.ts';
import { isFeasible, valueOf } from '../program/choice.ts';
import type { Budget, Candidate, Known, Maximum } from '../program/maximum.ts';
import { boundOf, contradictionOf, plainBound, wholePrices } from '../program/prices.ts';
import type { Prices, ProvenBound, WholePrices } from '../program/prices.ts';
import { FREE } from '../program/program.ts';
import type { Program } from '../program/program.ts';
import { findIncumbent } from './incumbent.ts';
import type { LinearEngine } from './linear-engine.ts';
import type { Relaxer } from './relaxation.ts';

/** A proof of more branches than this is not worth its size: the answer is "feasible" with the bound reached. */
const NODE_LIMIT = 4_000;
/** A proof nested deeper than this could not be read back: JSON is parsed and checked by recursion. */
const DEPTH_LIMIT = 300;
/** A value this near to 0 or 1 is not a fraction. */
const FRACTION = 1e-6;

/** A part of the region: the pairs that were fixed on the way from the root. */
interface Node {
  readonly parent: Node | undefined;
  readonly pair: number;
  readonly side: number;
  readonly depth: number;
  proven: ProvenBound;
  /** The pair to branch on, or undefined where the relaxation shows none. */
  split: number | undefined;
  children: readonly [Node, Node] | undefined;
}

/**
 * Branch and bound over linear relaxations, best bound first. Its bounds are those of whole-number prices and its choices are
 * checked, so floats decide only which way it takes. The engine's own branch and cut looks for a good choice once, at the root.
 */
export function maximiseByBranching(
  engine: LinearEngine,
  relaxer: Relaxer,
  budget: Budget,
  program: Program,
  known?: Known,
): Maximum {
  return new Branching(engine, relaxer, budget, program, known).run();
}

class Branching {
  readonly #engine: LinearEngine;
  readonly #relaxer: Relaxer;
  readonly #budget: Budget;
  readonly #program: Program;
  #best: Candidate | undefined;
  /** Only what is worth more is looked for. */
  #above: number;
  readonly #open: Node[] = [];
  #nodes = 0;

  constructor(engine: LinearEngine, relaxer: Relaxer, budget: Budget, program: Program, known?: Known) {
    this.#engine = engine;
    this.#relaxer = relaxer;
    this.#budget = budget;
    this.#program = program;
    this.#best = known?.x && { x: known.x, value: known.value };
    this.#above = known?.value ?? -Infinity;
  }

  run(): Maximum {
    const root: Node = {
      parent: undefined,
      pair: -1,
      side: FREE,
      depth: 0,
      proven: plainBound(this.#program),
      split: undefined,
      children: undefined,
    };
    const prices = this.#examine(root);
    if (prices && root.proven.bound > this.#above) {
      this.#offer(findIncumbent(this.#engine, this.#program, prices, root.proven.bound, this.#budget));
    }
    for (let node = this.#next(); node; node = this.#next()) this.#branch(node);
    return { best: this.#best, bound: boundOver(root), proof: proofOf(root) };
  }

  /** The open node of the largest bound, the deepest of equals; undefined when the search is over. */
  #next(): Node | undefined {
    if (this.#nodes >= NODE_LIMIT || this.#budget.remainingMs() <= 0) return undefined;
    let best = -1;
    for (const [index, node] of this.#open.entries()) {
      if (best < 0 || precedes(node, this.#open[best] as Node)) best = index;
    }
    const node = this.#open[best];
    if (!node || node.proven.bound <= this.#above) return undefined;
    this.#open[best] = this.#open.at(-1) as Node;
    this.#open.pop();
    return node;
  }

  #branch(parent: Node): void {
    const pair = parent.split as number;
    const child = (side: number): Node => ({
      parent,
      pair,
      side,
      depth: parent.depth + 1,
      proven: parent.proven,
      split: undefined,
      children: undefined,
    });
    parent.children = [child(0), child(1)];
    for (const node of parent.children) this.#examine(node);
  }

  /** Bounds a node, takes the choice that its relaxation may show, and opens it where it may hold a better one. */
  #examine(node: Node): WholePrices | undefined {
    this.#nodes += 1;
    const region = this.#region(node);
    const relaxation = this.#relaxer.relax(region);
    if (relaxation.kind === 'unsettled') return undefined;
    const prices = this.#bound(node, region, relaxation.kind, relaxation.prices);
    this.#offerRounded(relaxation.x);
    node.split = mostFractional(region, relaxation.x);
    if (node.split !== undefined && node.depth < DEPTH_LIMIT && node.proven.bound > this.#above)
      this.#open.push(node);
    return prices;
  }

  #bound(
    node: Node,
    region: Program,
    kind: 'optimal' | 'infeasible',
    floats: Prices,
  ): WholePrices | undefined {
    const prices = wholePrices(region, floats);
    if (!prices) return undefined;
    const proven = kind === 'optimal' ? boundOf(region, prices) : contradictionOf(region, prices);
    if (proven && proven.bound < node.proven.bound) node.proven = proven;
    return kind === 'optimal' ? prices : undefined;
  }

  #region(node: Node): Program {
    const fixed = this.#program.fixed.slice();
    for (let at: Node | undefined = node; at?.parent; at = at.parent) fixed[at.pair] = at.side;
    return { ...this.#program, fixed };
  }

  #offerRounded(values: Float64Array): void {
    if (!values.every((value) => Math.abs(value - Math.round(value)) < FRACTION)) return;
    const x = Uint8Array.from(values, Math.round);
    if (isFeasible(this.#program, x)) this.#offer({ x, value: valueOf(this.#program.objective, x) });
  }

  #offer(candidate: Candidate | undefined): void {
    if (!candidate || candidate.value <= this.#above) return;
    this.#best = candidate;
    this.#above = candidate.value;
  }
}

function precedes(a: Node, b: Node): boolean {
  return a.proven.bound > b.proven.bound || (a.proven.bound === b.proven.bound && a.depth > b.depth);
}

/** The free pair whose value is nearest to one half, the first of equals. */
function mostFractional(region: Program, values: Float64Array): number | undefined {
  let best: number | undefined;
  let distance = 0.5 - FRACTION;
  for (let pair = 0; pair < values.length; pair += 1) {
    const away = Math.abs((values[pair] as number) - 0.5);
    if (region.fixed[pair] !== FREE || away >= distance) continue;
    best = pair;
    distance = away;
  }
  return best;
}

function boundOver(node: Node): number {
  return node.children ? Math.max(...node.children.map(boundOver)) : node.proven.bound;
}

function proofOf({ proven, children }: Node): Proof {
  if (!children) return proven.leaf;
  const [zero, one] = children;
  return { kind: 'branch', pair: zero.pair, zero: proofOf(zero), one: proofOf(one) };
}
