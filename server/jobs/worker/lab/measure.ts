import { labMeasuredSchema } from '#solver/contract/api/lab.ts';
import type { LabMeasured } from '#solver/contract/api/lab.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Engines } from '#solver/engines/load.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { solve } from '#solver/solve.ts';
import { canonicalJson, sha256 } from '../../../store/canonical-json.ts';
import type { Run } from '../../answering.ts';
import { monotonicMs } from '../../monotonic.ts';
import type { SolverTasks } from '../../solver-tasks.ts';
import { cohortOf, policyOf } from './instance.ts';
import { PeakMemory } from './peak-memory.ts';

type Task = SolverTasks['labMeasure']['task'];

/** Short solves are repeated, and the first, which also waits for code to be compiled, is left out: single ones are mostly noise. */
const ENOUGH_MS = 1_000;
const MOST_REPEATS = 7;

/** Where a solve was, for one of its repetitions. */
interface Timed {
  outcome: Outcome;
  milliseconds: LabMeasured['milliseconds'];
  allowedPairs: number;
  quotas: number;
}

/** Scores, solves and certifies a simulated cohort on one engine, from the people on. JSON of a LabMeasured. */
export function labMeasure(engines: Engines, task: Task, run: Run): string {
  const { programme } = task;
  const cohort = cohortOf(programme, task.size, task.shape);
  const policy = policyOf(programme, task.shape);
  const memory = new PeakMemory();
  const begun = monotonicMs();
  const timed: Timed[] = [];
  do timed.push(timeOnce({ programme, cohort, policy, engines, task, run, memory }));
  while (!run.isStopped() && timed.length < MOST_REPEATS && monotonicMs() - begun < ENOUGH_MS);
  const counted = timed.length > 1 ? timed.slice(1) : timed;
  return JSON.stringify(labMeasuredSchema.parse(told(task, counted, memory.bytes)));
}

interface Setting {
  programme: Programme;
  cohort: Cohort;
  policy: Policy;
  engines: Engines;
  task: Task;
  run: Run;
  memory: PeakMemory;
}

function timeOnce({ programme, cohort, policy, engines, task, run, memory }: Setting): Timed {
  const begun = monotonicMs();
  const scored = scoreCohort(compileCohort(cohort, programme), policy);
  const scoring = monotonicMs() - begun;
  memory.look();
  const outcome = solve(scored.problem, {
    engines,
    engine: task.engine,
    clock: monotonicMs,
    deadlineMs: task.seconds * 1_000,
    isCancelled: () => {
      memory.lookNowAndThen();
      return run.isStopped();
    },
  });
  memory.look();
  const { programMs: program, solveMs, certifyMs: certify } = outcome.timings;
  return {
    outcome,
    milliseconds: { scoring, program, solve: solveMs, certify },
    allowedPairs: scored.allowedPairs,
    quotas: scored.problem.quotas.length,
  };
}

function told({ size, engine }: Task, timed: readonly Timed[], memoryBytes: number): LabMeasured {
  const [first] = timed;
  if (!first) throw new Error('nothing was measured');
  const { outcome, allowedPairs, quotas } = first;
  const found = 'pairs' in outcome ? outcome : undefined;
  const medianOf = (part: keyof LabMeasured['milliseconds']) =>
    median(timed.map(({ milliseconds }) => milliseconds[part]));
  return {
    kind: 'measured',
    size,
    engine,
    repeats: timed.length,
    allowedPairs,
    quotas,
    status: outcome.status,
    matched: found?.matched ?? null,
    score: found?.score ?? null,
    relativeGap: found?.relativeGap ?? null,
    answer: found ? sha256(canonicalJson(found.pairs)) : null,
    engineUsed: outcome.engine,
    explanation: outcome.explanation ?? '',
    milliseconds: {
      scoring: medianOf('scoring'),
      program: medianOf('program'),
      solve: medianOf('solve'),
      certify: medianOf('certify'),
    },
    memoryBytes,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[(sorted.length >> 1) - 1] ?? 0) + upper) / 2;
}
