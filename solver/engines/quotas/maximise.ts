import { compacted, overAllPairs } from '../../program/compaction.ts';
import { isFeasible } from '../../program/choice.ts';
import type { Known, Maximum } from '../../program/maximum.ts';
import { narrowed } from '../../program/narrowing.ts';
import { EMPTY_ROW, withObjective, withRow } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import { QuotaSearch } from './quota-search.ts';
import { isSameProgram } from './same-program.ts';
import type { Shop } from './shop.ts';

/**
 * Maximises programs with rows, one after the other. `problem` is what they came from, with the total score as its objective: where a
 * program counts pairs, the first choice of the largest size is one of a good score, and the search that found it goes on where the score is asked for.
 */
export class QuotaMaximiser {
  readonly #shop: Shop;
  readonly #problem: Program;
  /** The search for a score on the face of the largest matches. */
  #onFace: QuotaSearch | undefined;

  constructor(shop: Shop, problem: Program) {
    this.#shop = shop;
    this.#problem = problem;
  }

  maximise(program: Program, known?: Known): Maximum {
    const counted = this.#isCounted(program) ? this.#countOnFace(program, known) : undefined;
    return counted ?? this.#search(program, known);
  }

  #search(program: Program, known?: Known): Maximum {
    const search =
      this.#onFace && isSameProgram(this.#onFace.program, program)
        ? this.#onFace
        : new QuotaSearch(this.#shop, program);
    const maximum = search.run(known);
    this.#remember(search);
    return maximum;
  }

  #remember({ prices }: QuotaSearch): void {
    this.#shop.memory.prices = prices ?? this.#shop.memory.prices;
  }

  #isCounted({ participant, objective }: Program): boolean {
    if (participant !== this.#problem.participant || objective.length === 0) return false;
    return objective.every((worth) => worth === 1);
  }

  /**
   * As many pairs as the limits alone allow, by a search for score on the face of those matches: what it finds keeps the rows and reaches the
   * bound. Undefined where it finds nothing.
   */
  #countOnFace(program: Program, known?: Known): Maximum | undefined {
    const pure = { ...program, rows: program.rows.map(() => EMPTY_ROW) };
    const { best, bound, proof } = maximiseByFlow(pure);
    if (!best) return { best: undefined, bound, proof };
    if (known && bound <= known.value)
      return { best: known.x && { x: known.x, value: known.value }, bound, proof };
    const { objective } = this.#problem;
    const drawn = withObjective(narrowed(program, bound, { proof }).program, objective);
    // As the climb over the levels will have it, so that the search can go on there.
    const face = compacted({
      program: withRow(drawn, EMPTY_ROW),
      score: objective,
      x: undefined,
      pairs: undefined,
    });
    this.#onFace = new QuotaSearch(this.#shop, face.program);
    const found = this.#onFace.first();
    this.#remember(this.#onFace);
    const x = found && overAllPairs(found.x, face.pairs, program.fixed.length);
    if (!x || !isFeasible(program, x)) return undefined;
    known?.listener?.({ x, value: bound }, bound);
    return { best: { x, value: bound }, bound, proof };
  }
}
