import type { Choice, Program } from '../../program/program.ts';
import { circulate } from '../flow/circulation.ts';
import type { Circulated, Start } from '../flow/circulation.ts';
import { assignmentParts, assignParts } from '../flow/matching-by-assignment.ts';
import type { AssignmentParts } from '../flow/matching-by-assignment.ts';
import { choiceOf, networkOf } from '../flow/network.ts';
import type { Network } from '../flow/network.ts';
import { entriesByPlace } from './row-entries.ts';
import type { RowEntries } from './row-entries.ts';

/** The best choice when every unit of a row costs its multiplier. All numbers are whole, prices times the scale. */
export interface PricedSolution {
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
  readonly x: Choice;
  /** Its worth in the objective, without the multipliers. */
  readonly worth: number;
  /** What each row comes to. */
  readonly activity: Float64Array;
}

/**
 * The Lagrangian relaxation of a program's rows (Geoffrion 1974): maximise  scale c x - sum_k y_k A_k x  over the limits alone, which is a
 * network problem. Each solve starts from the one before.
 */
export class PricedNetwork {
  readonly #program: Program;
  readonly #network: Network;
  readonly #entries: RowEntries;
  /** What the pairs that are fixed to 1 come to. */
  readonly #taken: { readonly worth: number; readonly activity: Float64Array };
  #start: Start | undefined;
  #startScale = 1;
  /** Undefined where the kernel does not take the network. */
  #parts: AssignmentParts | undefined;

  constructor(program: Program) {
    this.#program = program;
    this.#network = networkOf(program);
    this.#parts = assignmentParts(this.#network);
    this.#entries = entriesByPlace(program.rows, this.#network.pair, program.fixed.length);
    const ones = onesOf(program);
    this.#taken = { worth: sumOver(program.objective, ones), activity: activityOf(program, ones) };
  }

  /** Undefined where the limits alone cannot be kept. */
  solve(objective: Float64Array, multipliers: Float64Array, scale: number): PricedSolution | undefined {
    const { pair } = this.#network;
    const { starts, row, coefficient } = this.#entries;
    const worth = new Float64Array(pair.length);
    for (let edge = 0; edge < worth.length; edge += 1) {
      let own = scale * (objective[pair[edge] as number] as number);
      const end = starts[edge + 1] as number;
      for (let entry = starts[edge] as number; entry < end; entry += 1)
        own -= (multipliers[row[entry] as number] as number) * (coefficient[entry] as number);
      worth[edge] = own;
    }
    const found = this.#search({ ...this.#network, worth }, scale);
    if (found.kind === 'infeasible') return undefined;
    this.#start = found;
    this.#startScale = scale;
    const x = choiceOf(this.#program, this.#network, found.chosen);
    return {
      participants: found.participants,
      mentors: found.mentors,
      x,
      ...this.#measure(objective, found.chosen),
    };
  }

  #measure(objective: Float64Array, chosen: Uint8Array): { worth: number; activity: Float64Array } {
    const { starts, row, coefficient } = this.#entries;
    const activity = this.#taken.activity.slice();
    let { worth } = this.#taken;
    for (let edge = 0; edge < chosen.length; edge += 1) {
      if (chosen[edge] !== 1) continue;
      worth += objective[this.#network.pair[edge] as number] as number;
      for (let entry = starts[edge] as number; entry < (starts[edge + 1] as number); entry += 1) {
        const at = row[entry] as number;
        activity[at] = (activity[at] as number) + (coefficient[entry] as number);
      }
    }
    return { worth, activity };
  }

  /** As an assignment where the kernel takes it, else by the general search from where the last one ended. */
  #search(network: Network, scale: number): Circulated {
    if (this.#parts) {
      const assigned = assignParts(network, this.#parts);
      if (assigned?.isOptimal) return { kind: 'optimal', ...assigned };
      this.#parts = undefined;
    }
    return circulate(network, this.#startAt(scale));
  }

  #startAt(scale: number): Start | undefined {
    const start = this.#start;
    if (!start || scale === this.#startScale) return start;
    const factor = scale / this.#startScale;
    const scaled = (prices: Float64Array) => prices.map((price) => Math.round(price * factor));
    return { ...start, participants: scaled(start.participants), mentors: scaled(start.mentors) };
  }
}

/** The pairs that are fixed to 1. */
function onesOf({ fixed }: Program): Choice {
  const ones = new Uint8Array(fixed.length);
  for (let pair = 0; pair < fixed.length; pair += 1) if (fixed[pair] === 1) ones[pair] = 1;
  return ones;
}

function sumOver(objective: Float64Array, x: Choice): number {
  let sum = 0;
  for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1) sum += objective[pair] as number;
  return sum;
}

/** What each row of the program comes to. */
export function activityOf({ rows }: Program, x: Choice): Float64Array {
  return Float64Array.from(rows, ({ pairs, coefficients }) => {
    let sum = 0;
    for (let entry = 0; entry < pairs.length; entry += 1)
      if (x[pairs[entry] as number] === 1) sum += coefficients[entry] as number;
    return sum;
  });
}
