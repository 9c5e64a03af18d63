import type { Proof } from '../../contract/certificate.ts';
import type { Prices, ProvenBound, WholePrices } from '../../program/prices.ts';
import { FREE } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import type { Support } from './support.ts';

/** A bound and the leaf that shows it. */
export type Shown = Pick<ProvenBound, 'bound' | 'leaf'>;

/** Prices with a choice that is best at them, over the limits alone: a Lagrangian solution. */
export interface Near {
  readonly prices: WholePrices;
  readonly x: Choice;
}

/** A way to cut a region in two; the contract's kinds of branches. */
export type Cut =
  | { readonly kind: 'branch'; readonly pair: number }
  | { readonly kind: 'row'; readonly row: number; readonly at: number }
  | {
      readonly kind: 'split';
      readonly side: 'participant' | 'mentor';
      readonly person: number;
      readonly pairs: readonly number[];
      /** All other pairs of the person. */
      readonly others: readonly number[];
    };

/** What a half adds to the region: pairs that are fixed, a row that is drawn in. */
export interface Restraint {
  readonly pairs: readonly number[];
  readonly to: 0 | 1;
  readonly row?: { readonly index: number; readonly lower: number; readonly upper: number };
}

/** The halves of a cut, in the order in which the proof tells them. */
export function halves(cut: Cut): readonly [Restraint, Restraint] {
  switch (cut.kind) {
    case 'branch':
      return [
        { pairs: [cut.pair], to: 0 },
        { pairs: [cut.pair], to: 1 },
      ];
    case 'row':
      return [
        { pairs: [], to: 0, row: { index: cut.row, lower: -Infinity, upper: cut.at } },
        { pairs: [], to: 0, row: { index: cut.row, lower: cut.at + 1, upper: Infinity } },
      ];
    case 'split':
      return [
        { pairs: cut.pairs, to: 0 },
        { pairs: cut.others, to: 0 },
      ];
  }
}

/** A region of the tree. */
export interface Node {
  readonly parent: Node | undefined;
  readonly depth: number;
  readonly restraint: Restraint | undefined;
  proven: Shown;
  /** The relaxation's objective. */
  relaxed: number;
  cut: Cut | undefined;
  children: readonly [Node, Node] | undefined;
}

/** A node that can be cut further, with its relaxation's solution. Its prices wait to be evaluated. */
export interface OpenNode extends Node {
  readonly support: Support;
  prices: Prices | undefined;
}

export function isOpen(node: Node): node is OpenNode {
  return node.children === undefined && 'support' in node;
}

export function restraintsOf(node: Node): Restraint[] {
  const restraints: Restraint[] = [];
  for (let at: Node | undefined = node; at?.restraint; at = at.parent) restraints.push(at.restraint);
  return restraints;
}

/** The node's program: what stands in the program already is kept where a restraint says less. */
export function regionOf(program: Program, node: Node): Program {
  const restraints = restraintsOf(node);
  if (restraints.length === 0) return program;
  const fixed = program.fixed.slice();
  const rows = [...program.rows];
  for (const { pairs, to, row } of restraints) {
    for (const pair of pairs) if (fixed[pair] === FREE) fixed[pair] = to;
    if (!row) continue;
    const own = rows[row.index];
    if (!own) continue;
    rows[row.index] = {
      ...own,
      lower: Math.max(own.lower, row.lower),
      upper: Math.min(own.upper, row.upper),
    };
  }
  return { ...program, fixed, rows };
}

export function boundOver(node: Node): number {
  return node.children ? Math.max(...node.children.map(boundOver)) : node.proven.bound;
}

export function proofOf({ proven, cut, children }: Node): Proof {
  if (!children || !cut) return proven.leaf;
  const [first, second] = [proofOf(children[0]), proofOf(children[1])];
  switch (cut.kind) {
    case 'branch':
      return { kind: 'branch', pair: cut.pair, zero: first, one: second };
    case 'row':
      return { kind: 'row', row: cut.row, at: cut.at, below: first, above: second };
    case 'split':
      return {
        kind: 'split',
        side: cut.side,
        person: cut.person,
        pairs: [...cut.pairs],
        outside: first,
        inside: second,
      };
  }
}
