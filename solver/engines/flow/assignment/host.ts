import { MileError } from '../../../contract/errors.ts';
import { hallViolator } from './hall.ts';
import { LoadedKernel } from './loaded-kernel.ts';
import type { Weights } from './loaded-kernel.ts';
import type { AssignmentProblem, Infeasible, UnitAssignment } from './problem.ts';
import { rentPrices } from './rents.ts';
import { unitRows } from './units.ts';
import type { WebAssemblyApi } from '../../web-assembly.ts';

/** A memory that has grown beyond this is given back. */
const KEPT_BYTES = 256 * 2 ** 20;
const NONE = -1;
const TIRED = -2;
/** Lengths of all lists that may be scanned before another method is tried. */
const PATIENCE = 16;
/** The same where many worths are equal: before lists are made by the present prices, and then before an auction. */
const PATIENCE_BY_WORTH = 1;
const PATIENCE_OF_TIES = 4;
/** Entries that a phase may look at for a unit that it matches, to be worth another. */
const ENTRIES_OF_A_PHASE = 1000;
/** An auction of rows that cannot all be matched would never end. */
const FALLING_PATIENCE = 64;
/** A search looks at no more than all lists: so that many searches are better than an auction of that patience, and more are worse. */
const LAST_PATIENCE = 256;
/** One who has to stay alone costs a search over all lists; more than so many cost more than to solve the problem by parts. */
const FEW_ALONE = 16;
/** The first epsilon of an auction with falling steps, as a share of the spread of the worths; its divisor; the last, as a share of their grain. */
const COARSE = 0.02;
const DIVISOR = 4;
const FINE = 0.125;
const FALLING_FINE = 0.5;

const idle = new Map<Weights, LoadedKernel>();

/** Solves in WebAssembly, in 32-bit whole numbers where the worths come as such and the bounds of `numbers.ts` allow it. */
export function assignInKernel(
  webAssembly: WebAssemblyApi,
  problem: AssignmentProblem,
  warmColumnPrices?: Float64Array,
): UnitAssignment | Infeasible {
  return inNarrowestNumbers(webAssembly, problem, (loaded, rowOf) => {
    if (!begin(loaded, problem, rowOf, warmColumnPrices)) return undefined;
    let unmatched = search(loaded);
    if (unmatched === TIRED) {
      const violator = hallViolator(problem, rowOf, loaded.mate);
      if (violator) return violator;
      unmatched = searchAndSell(loaded);
    }
    if (unmatched !== NONE) return loaded.violator(unmatched);
    loaded.kernel.lowerPrices();
    return loaded.answer();
  });
}

/** The same where as many as possible are to be matched; where that is hard and many stay alone, only the proof that they have to. */
export function assignMostInKernel(
  webAssembly: WebAssemblyApi,
  problem: AssignmentProblem,
  warmColumnPrices?: Float64Array,
): UnitAssignment | Infeasible {
  return inNarrowestNumbers(webAssembly, problem, (loaded, rowOf) => {
    if (!begin(loaded, problem, rowOf, warmColumnPrices)) return undefined;
    const { kernel } = loaded;
    const found = search(loaded);
    if (found === TIRED) {
      // An auction of rows that cannot all be matched would never end: so they are free to stay alone at no loss while it lasts.
      const violator = hallViolator(problem, rowOf, loaded.mate);
      if (violator && unitsInExcess(problem, violator) > FEW_ALONE) return violator;
      if (violator) loaded.letStayAlone(violator.rows);
      searchAndSell(loaded);
    }
    if (found !== NONE) {
      // Who cannot be matched, or is not yet: from here on the search says who stays alone at the least loss.
      if (!loaded.letFewStayAlone()) return undefined;
      kernel.matchAll(Infinity);
    }
    kernel.lowerPrices();
    return loaded.answerWithTight();
  });
}

/** How many more units the violator's rows ask for than its columns have. */
function unitsInExcess({ demand, capacity }: AssignmentProblem, { rows, columns }: Infeasible): number {
  const asked = demand.reduce((sum, units, row) => sum + (rows[row] === 1 ? units : 0), 0);
  return capacity.reduce((sum, places, column) => sum - (columns[column] === 1 ? places : 0), asked);
}

/** A kernel's way to an answer; undefined where its numbers do not reach. */
type Way<Answer> = (loaded: LoadedKernel, rowOf: Int32Array) => Answer | undefined;

function inNarrowestNumbers<Answer>(
  webAssembly: WebAssemblyApi,
  problem: AssignmentProblem,
  way: Way<Answer>,
): Answer {
  const first: Weights = problem.worth instanceof Int32Array ? 'i32' : 'f64';
  return (
    solveIn(webAssembly, first, problem, way) ??
    solveIn(webAssembly, 'f64', problem, way) ??
    broken('a number that was within bounds')
  );
}

function solveIn<Answer>(
  webAssembly: WebAssemblyApi,
  weights: Weights,
  problem: AssignmentProblem,
  way: Way<Answer>,
): Answer | undefined {
  const loaded = idle.get(weights) ?? new LoadedKernel(webAssembly, weights);
  // A kernel that failed half-way is not to be trusted: it comes back only from a solve that ended well.
  idle.delete(weights);
  const rowOf = unitRows(problem);
  loaded.take(problem, rowOf);
  try {
    const answer = way(loaded, rowOf);
    if (loaded.bytes <= KEPT_BYTES) idle.set(weights, loaded);
    return answer;
  } catch (error) {
    if (!(error instanceof webAssembly.RuntimeError)) throw error;
    loaded.refuseMissingMemory();
    broken(error.message);
  } finally {
    loaded.release();
  }
}

function broken(what: string): never {
  throw new MileError('INTERNAL', `The assignment kernel contradicts itself: ${what}.`);
}

/** Lists and first matches; false where the kernel's numbers do not reach. */
function begin(
  loaded: LoadedKernel,
  problem: AssignmentProblem,
  rowOf: Int32Array,
  warm: Float64Array | undefined,
): boolean {
  const { kernel } = loaded;
  const room = problem.capacity.reduce((sum, places) => sum + places, 0);
  // Lists by worth less price are short, but prices have to be lowered where room is left, and for that lists by worth are the better ones.
  if (!loaded.start(room > rowOf.length ? { onTop: warm } : { inLists: warm })) return false;
  if (loaded.mostAreFree()) {
    const prices = rentPrices(problem, rowOf);
    if (prices) loaded.start({ inLists: prices });
  }
  kernel.reduceRows(2);
  return true;
}

/** Shortest paths as long as they are short, and not where most want the same few to begin with. */
function search(loaded: LoadedKernel): number {
  const { kernel } = loaded;
  if (loaded.mostAreFree()) return TIRED;
  if (!loaded.hasFewWorths) return kernel.matchAll(PATIENCE);
  kernel.matchInPhases(ENTRIES_OF_A_PHASE);
  const unmatched = kernel.matchAll(PATIENCE_BY_WORTH);
  if (unmatched !== TIRED) return unmatched;
  loaded.renewLists();
  return loaded.hasShortRows ? TIRED : kernel.matchAll(PATIENCE_OF_TIES);
}

/**
 * An auction in small steps, which keeps what is matched, where worths spread over so little that a war of prices ends soon; else an
 * auction with falling steps.
 */
function searchAndSell(loaded: LoadedKernel): number {
  const { kernel, grain, spread, highestBid } = loaded;
  const sell = (coarse: number, fine: number, patience: number) =>
    kernel.auction(coarse, fine * grain, DIVISOR, grain, highestBid, patience);
  if (loaded.hasFewWorths && !loaded.mostAreFree()) {
    sell(0, FINE, PATIENCE);
    const unmatched = kernel.matchAll(PATIENCE);
    if (unmatched !== TIRED) return unmatched;
    if (kernel.freeUnits() > LAST_PATIENCE) sell(0, FINE, LAST_PATIENCE);
    const last = kernel.matchAll(LAST_PATIENCE);
    if (last !== TIRED) return last;
  }
  sell(spread * COARSE, FALLING_FINE, FALLING_PATIENCE);
  return kernel.matchAll(Infinity);
}
