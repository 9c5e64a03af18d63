import { isFeasible, valueOf } from '../../program/choice.ts';
import type { Candidate, Known, Listener, Maximum } from '../../program/maximum.ts';
import { boundOf, reducedCosts } from '../../program/prices.ts';
import type { WholePrices } from '../../program/prices.ts';
import type { Choice, Program } from '../../program/program.ts';
import type { Near, Shown } from './node.ts';

/** Where the search for the best choice of a program stands: the best one so far, and the lowest bound with the prices that prove it. */
export class Standing {
  readonly program: Program;
  /** The objective takes multiples of this alone. */
  readonly divisor: number;
  #listener: Listener | undefined;
  #best: Candidate | undefined;
  #above = -Infinity;
  #proven: Shown | undefined;
  #prices: WholePrices | undefined;
  /** The lowest bound that was told of. */
  #told = Infinity;
  /** The last Lagrangian solution, over all pairs. */
  near: Near | undefined;

  constructor(program: Program, divisor: number) {
    this.program = program;
    this.divisor = divisor;
  }

  /** What is known from elsewhere. */
  learn({ value, x, listener }: Known): void {
    this.#listener = listener;
    if (value <= this.#above) return;
    this.#best = x && { x, value };
    this.#above = value;
  }

  get best(): Candidate | undefined {
    return this.#best;
  }

  /** Only what is worth more is looked for. */
  get above(): number {
    return this.#above;
  }

  get proven(): Shown {
    if (!this.#proven) throw new RangeError('nothing bounds the program yet');
    return this.#proven;
  }

  get prices(): WholePrices {
    if (!this.#prices) throw new RangeError('nothing bounds the program yet');
    return this.#prices;
  }

  /** Is there any bound yet? */
  get isBounded(): boolean {
    return this.#proven !== undefined;
  }

  get isSettled(): boolean {
    return this.proven.bound <= this.#above;
  }

  /** How far the best choice may be from the best there is, as a share of the bound. */
  get gapShare(): number {
    const { bound } = this.proven;
    return (bound - this.#above) / Math.max(1, Math.abs(bound));
  }

  get answer(): Maximum {
    return { best: this.#best, bound: this.proven.bound, proof: this.proven.leaf };
  }

  /** Takes prices that bound the program at least as well as those before; says whether they do. */
  take(prices: WholePrices): boolean {
    const proven = boundOf(this.program, prices);
    const bound = this.#roundedDown(proven.bound);
    if (this.#proven && bound > this.#proven.bound) return false;
    this.#prices = prices;
    this.#proven = { ...proven, bound };
    this.tell();
    return true;
  }

  #roundedDown(bound: number): number {
    return Math.floor(bound / this.divisor) * this.divisor;
  }

  tell(bound = this.proven.bound): void {
    this.#told = Math.min(this.#told, bound);
    this.#listener?.(this.#best, this.#told);
  }

  /** Takes the choice if it keeps the program's demands and is better; says whether it keeps them. */
  offer(x: Choice): boolean {
    if (!isFeasible(this.program, x)) return false;
    this.improve({ x, value: valueOf(this.program.objective, x) });
    return true;
  }

  improve(candidate: Candidate): void {
    if (candidate.value <= this.#above) return;
    this.#best = candidate;
    this.#above = candidate.value;
    this.#listener?.(candidate, this.#told);
  }

  /** How far each pair's reduced cost lies below 0: a choice with the pair stays below the bound by that much. */
  losses(): Float64Array {
    const { scale } = this.prices;
    return reducedCosts(this.program, this.prices).map((reduced) => Math.max(0, -reduced) / scale);
  }
}
