import type { LevelsCertificate } from './contract/certificate.ts';
import type { EngineName, MatchedOutcome, Outcome } from './contract/outcome.ts';
import type { Level, Problem } from './contract/problem.ts';
import { verify } from './certify/verify.ts';
import { MileError } from './contract/errors.ts';
import { chooseWorkshop } from './engines/choose.ts';
import { tieRule } from './engines/flow/tie-rule.ts';
import type { Engines } from './engines/load.ts';
import { refute } from './engines/workshop.ts';
import { canonicalProblem } from './program/canonical.ts';
import type { CanonicalProblem } from './program/canonical.ts';
import { valueOf } from './program/choice.ts';
import { climb } from './program/climb.ts';
import { openTotal, withLowerBound } from './program/lower-bound.ts';
import type { Hints } from './program/climb.ts';
import type { Budget } from './program/maximum.ts';
import { choiceInProgram, pricesInProgram } from './program/from-input.ts';
import type { ClimbProgress } from './program/ground.ts';
import { tellClimb } from './program/tell.ts';
import { pairsInInput } from './program/to-input.ts';

export interface SolveOptions {
  readonly engines: Engines;
  readonly engine: EngineName;
  /** Monotonic milliseconds of the host; the solver has no clock of its own. */
  readonly clock?: () => number;
  /** Milliseconds that the search may take. Needs the clock. */
  readonly deadlineMs?: number;
  /** A match to stay near to among equally good ones: [participant index, mentor index]. Pairs that are not allowed any more are passed over. */
  readonly baseline?: readonly (readonly [number, number])[];
  /** The certificate of an earlier answer to nearly the same problem, over the same people: its prices save time. */
  readonly earlier?: LevelsCertificate;
  /** An earlier answer to this very problem, without proof: the search goes on from its match, and no answer is worse or less certain. */
  readonly from?: MatchedOutcome;
  /** Asked now and then; once it says yes the search ends and the best match so far is the answer, with its bound. */
  readonly isCancelled?: () => boolean;
  /** Told of every better match while the search for a level runs. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The best match so far. It keeps every demand; nothing is certified yet. */
export interface Progress {
  /** [participant index, mentor index], sorted. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly matched: number;
  readonly score: number;
  /** The level that is being maximised, and (bound - value) / max(1, value) of it. */
  readonly level: Level;
  readonly relativeGap: number;
}

/**
 * The best match of a problem, level by level, with its certificate. Nothing is called optimal or infeasible that the independent
 * checker does not accept: a claim that holds but is not proven is told as feasible, with its bound.
 * Throws UNKNOWN_ENGINE, ENGINE_NOT_AVAILABLE, INVALID_PROBLEM, TOO_LARGE_TO_STAY_EXACT, ENGINE_FAILED, and INTERNAL where the
 * checker refutes a claim.
 */
export function solve(problem: Problem, options: SolveOptions): Outcome {
  const now = options.clock ?? (() => 0);
  const begun = now();
  const budget = budgetOf(options, begun);
  const canonical = canonicalProblem(problem);
  const built = now();
  const workshop = chooseWorkshop(options.engines, options.engine, canonical, budget);
  const hints = { ...hintsOf(canonical, options), isOver: () => budget.remainingMs() <= 0 };
  const reached =
    workshop.direct?.(problem, canonical, hints) ??
    climb(canonical.program, problem.levels, workshop.maximise, hints);
  const told = tellClimb(problem, canonical, reached, (program) =>
    budget.remainingMs() > 0 ? refute(workshop, program) : undefined,
  );
  const solved = now();
  const claim: Outcome = {
    ...told,
    engine: workshop.engine,
    explanation: workshop.explanation(),
    timings: { programMs: built - begun, solveMs: solved - built, certifyMs: 0 },
  };
  const certified = withEarlierProof(problem, certify(problem, claim), options.from);
  return { ...certified, timings: { ...certified.timings, certifyMs: now() - solved } };
}

function hintsOf(canonical: CanonicalProblem, { baseline, from, earlier, onProgress }: SolveOptions): Hints {
  const proof = earlier?.steps.findLast(({ level }) => level === 'score')?.proof;
  return {
    ties: tieRule(canonical.lots),
    baseline: baseline && choiceInProgram(canonical, baseline),
    start: from && choiceInProgram(canonical, from.pairs),
    onProgress: onProgress && ((progress) => onProgress(progressInInput(canonical, progress, from))),
    prices: proof?.kind === 'bound' && proof.scale === 1 ? pricesInProgram(canonical, proof) : undefined,
  };
}

function progressInInput(
  { program, order }: CanonicalProblem,
  { level, x, value, bound }: ClimbProgress,
  from: MatchedOutcome | undefined,
): Progress {
  const pairs = pairsInInput(program, order, x);
  const lowest = from && from.matched === pairs.length ? openTotal(from, from.matched) : undefined;
  const least = lowest?.level === level ? Math.min(bound, lowest.bound) : bound;
  return {
    pairs,
    matched: pairs.length,
    score: valueOf(program.objective, x),
    level,
    relativeGap: Math.max(0, least - value) / Math.max(1, value),
  };
}

/** The answer with what an earlier one had proven of the problem, where the checker accepts that too. */
function withEarlierProof(problem: Problem, found: Outcome, from: MatchedOutcome | undefined): Outcome {
  if (!from || found.status !== 'feasible') return found;
  const nearer = withLowerBound(found, from);
  if (nearer === found) return found;
  const { proven, reason } = verify(problem, nearer);
  return reason === null && (proven || nearer.status === 'feasible') ? nearer : found;
}

function budgetOf({ clock, deadlineMs, isCancelled }: SolveOptions, begun: number): Budget {
  const timeLeft = () => (clock && deadlineMs !== undefined ? begun + deadlineMs - clock() : Infinity);
  return { remainingMs: () => (isCancelled?.() ? 0 : timeLeft()) };
}

/** The claim, as far as the checker accepts it. */
function certify(problem: Problem, claim: Outcome): Outcome {
  const { proven, reason } = verify(problem, claim);
  if (reason !== null)
    throw new MileError(
      'INTERNAL',
      `The checker refuses the answer of ${claim.engine}: ${reason} Nothing was saved; please report this problem file.`,
      { engine: claim.engine, reason },
    );
  if (proven || claim.status === 'feasible' || claim.status === 'unknown') return claim;
  if (claim.status === 'optimal') return { ...claim, status: 'feasible' };
  const { format, engine, explanation, timings } = claim;
  return {
    format,
    status: 'unknown',
    reason: 'The proof that nothing is possible was not accepted.',
    engine,
    explanation,
    timings,
  };
}
