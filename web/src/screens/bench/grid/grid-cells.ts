import { CELL } from '#solver/contract/explore/grid-cell.ts';
import type { ExploreReply } from '../../../api/client.ts';

/** What is lost when a pair must be matched, and how many others would move. */
export interface Cost {
  readonly matched: number;
  readonly score: number;
  readonly moved: number;
}

/** What a cell tells: a cost, why it has none, or which of the policy's rules does not allow it. */
export type Cell =
  | { readonly kind: 'cost'; readonly cost: Cost }
  | { readonly kind: 'impossible' | 'open' | 'forbidden' }
  | { readonly kind: 'rule'; readonly rule: number };

const NO_COST = -1;

/** The grid of forcing costs as it came; participants and mentors in the service's order. */
export class GridCells {
  readonly participants: readonly string[];
  readonly mentors: readonly string[];
  readonly partial: boolean;
  /** Of the scores that are lost without anybody going unmatched, one that few exceed: the end of the scale. */
  readonly highScore: number;
  readonly #state: Uint8Array;
  readonly #costAt: Int32Array;
  readonly #matched: Int32Array;
  readonly #score: Int32Array;
  readonly #moved: Int32Array;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #columns: ReadonlyMap<string, number>;

  constructor({ participants, mentors, answer }: ExploreReply<'grid'>) {
    this.participants = participants;
    this.mentors = mentors;
    this.partial = answer.partial;
    this.#state = bytesOf(answer.state);
    this.#matched = numbersOf(answer.matched);
    this.#score = numbersOf(answer.score);
    this.#moved = numbersOf(answer.moved);
    this.#costAt = placesOf(this.#state);
    this.#rows = new Map(participants.map((id, row) => [id, row]));
    this.#columns = new Map(mentors.map((id, column) => [id, column]));
    this.highScore = highestOf(this.#score.filter((_, at) => this.#matched[at] === 0));
  }

  at(row: number, column: number): Cell {
    const cell = row * this.mentors.length + column;
    const state = this.#state[cell] as number;
    if (state >= CELL.rule) return { kind: 'rule', rule: state - CELL.rule };
    if (state === CELL.forbidden) return { kind: 'forbidden' };
    if (state !== CELL.answered) return { kind: state === CELL.open ? 'open' : 'impossible' };
    const at = this.#costAt[cell] as number;
    const [matched, score, moved] = [this.#matched[at], this.#score[at], this.#moved[at]] as number[];
    return { kind: 'cost', cost: { matched, score, moved } as Cost };
  }

  /** The state of a cell alone, for whoever paints a million of them. */
  stateAt(row: number, column: number): number {
    return this.#state[row * this.mentors.length + column] as number;
  }

  /** What the score loses, for an answered cell; undefined where somebody goes unmatched. */
  lossAt(row: number, column: number): number | undefined {
    const at = this.#costAt[row * this.mentors.length + column] as number;
    return this.#matched[at] === 0 ? this.#score[at] : undefined;
  }

  /** The row of a participant, undefined for whoever was not in the cohort when it was asked. */
  rowOf(participant: string): number | undefined {
    return this.#rows.get(participant);
  }

  columnOf(mentor: string): number | undefined {
    return this.#columns.get(mentor);
  }
}

/** Where each answered cell has its numbers. */
function placesOf(state: Uint8Array): Int32Array {
  let next = 0;
  return Int32Array.from(state, (cell) => (cell === CELL.answered ? next++ : NO_COST));
}

/** The 95th percentile, so that one odd pair does not bleach all others. */
function highestOf(scores: Int32Array): number {
  const sorted = scores.filter((score) => score > 0).sort();
  return sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 1;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** The lowest byte comes first, as in every processor that runs a browser today. */
function numbersOf(text: string): Int32Array {
  return new Int32Array(bytesOf(text).buffer);
}
