import type { Program } from '../../program/program.ts';
import type { RelaxedAgain } from '../linear-engine.ts';
import { pairCuts, rowCuts, splitCuts } from './candidates.ts';
import type { Support } from './support.ts';
import type { CoreSession } from './core-session.ts';
import { halves } from './node.ts';
import type { Cut, Node } from './node.ts';
import { PseudoCosts, scoreOf } from './pseudo-costs.ts';

/** Cuts that are tried at a node: near the root a good one is worth more. */
const TRIED_AT_TOP = 8;
const TRIED_BELOW = 2;
const TOP = 1;
const MOST_OTHERS = 2;
/** What an infeasible half gains where nothing is known to compare with. */
const MUCH = 1e6;

/** A cut, with the answers of its halves where they were tried. */
export interface Chosen {
  readonly cut: Cut;
  readonly answers?: readonly [RelaxedAgain, RelaxedAgain];
}

/** What the choice of a cut has to know of the tree. */
export interface TreeState {
  readonly above: () => number;
  readonly isOver: () => boolean;
  /** A relaxation's objective at or below it closes a node. */
  readonly enough: () => number;
  readonly closes: (answer: RelaxedAgain) => boolean;
}

/**
 * Chooses cuts. What earlier cuts on a pair gained is trusted; cuts of which too little is known are tried first (strong branching: Applegate et
 * al. 1995), many at the top of the tree and few below.
 */
export class CutChoice {
  readonly #program: Program;
  readonly #state: TreeState;
  readonly #costs = new PseudoCosts();

  constructor(program: Program, state: TreeState) {
    this.#program = program;
    this.#state = state;
  }

  /** The cut of the entered node whose halves promise to be bounded best together. */
  best(session: CoreSession, node: Node, support: Support): Chosen | undefined {
    const isTop = node.depth < TOP;
    const cuts = this.#candidates(support, isTop);
    const most = isTop ? cuts.length : TRIED_BELOW;
    let best: Chosen | undefined;
    let bestScore = -1;
    let tries = 0;
    for (const cut of cuts) {
      if (this.#state.isOver() || tries >= most) break;
      const known = isTop ? undefined : this.#knownScore(cut);
      const tried = known === undefined ? this.try(session, node, cut) : undefined;
      if (tried) tries += 1;
      const score = tried?.score ?? known ?? 0;
      if (score <= bestScore) continue;
      best = tried ?? { cut };
      bestScore = score;
      if (tried?.answers.every(this.#state.closes)) return best;
    }
    return best;
  }

  #candidates(support: Support, isTop: boolean): (Cut & { value?: number })[] {
    const ranked = pairCuts(support)
      .map((cut) => ({ cut, score: this.#costs.score(cut.pair, cut.value) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, TRIED_AT_TOP)
      .map(({ cut }) => cut);
    if (!isTop) return ranked;
    return [
      ...ranked,
      ...rowCuts(this.#program, support).slice(0, MOST_OTHERS),
      ...splitCuts(this.#program, this.#pairsOf, support).slice(0, MOST_OTHERS),
    ];
  }

  #knownScore(cut: Cut & { value?: number }): number | undefined {
    if (cut.kind !== 'branch' || !this.#costs.isReliable(cut.pair)) return undefined;
    return this.#costs.score(cut.pair, cut.value ?? 0.5);
  }

  /** Solves both halves of a cut and learns from it. */
  try(
    session: CoreSession,
    node: Node,
    cut: Cut & { value?: number },
  ): Required<Chosen> & { readonly score: number } {
    const [first, second] = halves(cut);
    const enough = this.#state.enough();
    const answers = [session.probe(first, enough), session.probe(second, enough)] as const;
    const gains = [this.#gain(node, answers[0]), this.#gain(node, answers[1])] as const;
    if (cut.kind === 'branch') this.#costs.learn(cut.pair, cut.value ?? 0.5, gains);
    return { cut, answers, score: scoreOf(gains) };
  }

  readonly #pairsOf = (side: 'participant' | 'mentor', person: number): number[] => {
    const ends = this.#program[side];
    const own: number[] = [];
    for (let pair = 0; pair < ends.length; pair += 1) if (ends[pair] === person) own.push(pair);
    return own;
  };

  #gain(node: Node, { status, objective }: RelaxedAgain): number {
    const most = Math.max(1, node.relaxed - this.#state.above());
    const enough = Number.isFinite(most) ? most : MUCH;
    if (status === 'infeasible') return enough;
    if (status === 'unsettled') return 0;
    return Math.min(enough, node.relaxed - objective);
  }
}
