import { deflateSync, inflateSync } from 'node:zlib';
import { PROBLEM_LIMITS, problemAnswerSchema } from '#solver/contract/api/problems.ts';
import type { ProblemAnswer, ProblemProgress } from '#solver/contract/api/problems.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { verify } from '#solver/certify/verify.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import type { Progress } from '#solver/solve.ts';
import type { PackedPart } from '../../../store/problems.ts';
import { stopped } from '../../answering.ts';
import type { Run } from '../../answering.ts';
import { monotonicMs } from '../../monotonic.ts';
import { refuseWithoutMemory } from '../../memory.ts';
import type { SolverTasks } from '../../solver-tasks.ts';
import { ProgressTeller } from '../progress-teller.ts';
import { ProblemReader } from './problem-reader.ts';

type Task = SolverTasks['solvePacked']['task'];

/** A problem file in deflated parts; its result file comes back in such parts, with what the independent checker says of it. */
export function solvePacked(engines: Engines, task: Task, run: Run): SolverTasks['solvePacked']['value'] {
  const begun = monotonicMs();
  const problem = readParts(task.parts, run);
  const readMs = monotonicMs() - begun;
  refuseWithoutMemory(problem.pairs.score.length);
  const teller = run.tell && new ProgressTeller(run.tell, progressText);
  const outcome = solve(problem, {
    engines,
    engine: task.engine,
    clock: monotonicMs,
    deadlineMs: task.seconds * 1_000,
    isCancelled() {
      teller?.catchUp();
      return run.isStopped();
    },
    onProgress: teller && ((progress) => teller.offer(progress)),
  });
  return { answerJson: JSON.stringify(told(problem, outcome, readMs)), result: inParts(outcome) };
}

function progressText({ matched, score, level, relativeGap }: Progress): string {
  return JSON.stringify({
    matched,
    score,
    level,
    relativeGap: Math.max(0, relativeGap),
  } satisfies ProblemProgress);
}

function readParts(parts: readonly Uint8Array[], { isStopped }: Run): Problem {
  const reader = new ProblemReader();
  for (const part of parts) {
    if (isStopped()) throw stopped();
    reader.write(inflateSync(part, { maxOutputLength: PROBLEM_LIMITS.partBytes }));
  }
  return reader.end();
}

function told(problem: Problem, outcome: Outcome, read: number): ProblemAnswer {
  const found = 'pairs' in outcome ? outcome : undefined;
  const { programMs: program, solveMs, certifyMs: certify } = outcome.timings;
  return problemAnswerSchema.parse({
    status: outcome.status,
    participants: problem.participants.length,
    mentors: problem.mentors.length,
    pairs: problem.pairs.score.length,
    quotas: problem.quotas.length,
    matched: found?.matched ?? null,
    score: found?.score ?? null,
    relativeGap: found?.relativeGap ?? null,
    engineUsed: outcome.engine,
    explanation: outcome.explanation ?? '',
    verification: verify(problem, outcome),
    milliseconds: { read, program, solve: solveMs, certify },
  });
}

/** The result file, a line's end after it. */
function inParts(outcome: Outcome): PackedPart[] {
  const file = Buffer.from(`${JSON.stringify(outcome)}\n`);
  const parts: PackedPart[] = [];
  for (let from = 0; from < file.length; from += PROBLEM_LIMITS.partBytes) {
    const part = file.subarray(from, from + PROBLEM_LIMITS.partBytes);
    parts.push({ packed: deflateSync(part), bytes: part.length });
  }
  return parts;
}
