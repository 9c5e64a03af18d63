import type { Problem, ProblemNode, ProblemQuota } from '../../contract/problem.ts';
import { scoreLimitFor } from '../score-limit.ts';
import type { MatchBefore } from './match-before.ts';

/**
 * "At most `most` others are moved" as a quota. Somebody with at most one partner is moved by every pair but the old one: the moves are
 * 1 - x_old, or the sum of the pairs where there was none. Somebody with several gets a switch, a person with the partners `stays` and
 * `moves` of whom exactly one is taken, and a quota that lets any of their pairs change only with `moves`. The switches add one pair each
 * of the highest score to every match, so they change no comparison between matches. Undefined where more than `most` are moved anyhow.
 */
export function withMovesAtMost(problem: Problem, before: MatchBefore, most: number): Problem | undefined {
  return new MovesQuota(problem, before).bounded(most);
}

class MovesQuota {
  readonly #problem: Problem;
  readonly #before: MatchBefore;
  readonly #pairsOf: number[][];
  /** The moves are `anyhow` + `constant` + the sum of the entries, of which the latter two together are never below 0. */
  readonly #entries: [pair: number, coefficient: number][] = [];
  #anyhow = 0;
  #constant = 0;
  readonly #participants: ProblemNode[];
  readonly #mentors: ProblemNode[];
  readonly #columns: { participant: number[]; mentor: number[]; score: number[] };
  readonly #quotas: ProblemQuota[];

  constructor(problem: Problem, before: MatchBefore) {
    const { participants, mentors, pairs, quotas } = problem;
    this.#problem = problem;
    this.#before = before;
    this.#participants = [...participants];
    this.#mentors = [...mentors];
    this.#columns = {
      participant: Array.from(pairs.participant),
      mentor: Array.from(pairs.mentor),
      score: Array.from(pairs.score),
    };
    this.#quotas = [...quotas];
    this.#pairsOf = participants.map(() => []);
    for (const [pair, participant] of this.#columns.participant.entries())
      this.#pairsOf[participant]?.push(pair);
    for (const [participant, { max }] of participants.entries())
      if (before.counts[participant] === 1) this.#countMoves(participant, max);
  }

  bounded(most: number): Problem | undefined {
    if (this.#anyhow > most) return undefined;
    const quota = this.#quota('moved', most - this.#anyhow - this.#constant, this.#entries);
    return {
      ...this.#problem,
      participants: this.#participants,
      mentors: this.#mentors,
      pairs: this.#columns,
      quotas: [...this.#quotas, quota],
    };
  }

  #countMoves(participant: number, max: number): void {
    const pairs = this.#pairsOf[participant] ?? [];
    const kept = pairs.filter((pair) => this.#before.kept[pair] === 1);
    if (kept.length > max) this.#anyhow += 1;
    else if (max > 1) this.#addSwitch(participant, pairs, kept);
    else if (kept.length === 1) {
      this.#constant += 1;
      this.#entries.push([kept[0] as number, -1]);
    } else this.#entries.push(...pairs.map((pair): [number, number] => [pair, 1]));
  }

  /** sum of new pairs - sum of kept pairs - (all changes there can be) x moves <= -(number of kept pairs). */
  #addSwitch(participant: number, pairs: readonly number[], kept: readonly number[]): void {
    if (pairs.length === 0) return;
    const name = this.#participants[participant]?.id ?? '';
    const node = this.#participants.push({ id: this.#freeId(`switch ${name}`), min: 1, max: 1 }) - 1;
    this.#addPair(node, `stays ${name}`);
    const moves = this.#addPair(node, `moves ${name}`);
    const entries = pairs.map((pair): [number, number] => [pair, kept.includes(pair) ? -1 : 1]);
    this.#quotas.push(this.#quota(`change ${name}`, -kept.length, [...entries, [moves, -pairs.length]]));
    this.#entries.push([moves, 1]);
  }

  #addPair(participant: number, name: string): number {
    const mentor = this.#mentors.push({ id: this.#freeId(name), min: 0, max: 1 }) - 1;
    this.#columns.participant.push(participant);
    this.#columns.mentor.push(mentor);
    return this.#columns.score.push(scoreLimitFor(this.#problem.pairs)) - 1;
  }

  #quota(name: string, bound: number, entries: readonly (readonly [number, number])[]): ProblemQuota {
    const pairs = entries.map(([pair]) => pair);
    return {
      id: this.#freeId(name),
      sense: '<=',
      bound,
      pairs,
      coefficients: entries.map(([, coefficient]) => coefficient),
    };
  }

  /** The name, longer where somebody bears it already. */
  #freeId(name: string): string {
    const taken = [...this.#participants, ...this.#mentors, ...this.#quotas];
    let id = name;
    while (taken.some((thing) => thing.id === id)) id = `${id}'`;
    return id;
  }
}
