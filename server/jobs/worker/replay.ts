import { MileError } from '#solver/contract/errors.ts';
import { REPLAY_PARTS } from '#solver/contract/api/replay.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { problemFile } from '#solver/contract/problem-file.ts';
import type { Engines } from '#solver/engines/load.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { Run } from '../answering.ts';
import type { ReplayTask, SolverTasks } from '../solver-tasks.ts';
import { UNREADABLE, readSnapshot } from './answers.ts';
import { compiledCohort } from './compiled-cohorts.ts';
import { solveInTime } from './solve-in-time.ts';

type Part = (typeof REPLAY_PARTS)[number];

/** Makes a saved match once more and says what came out otherwise. Throws INVALID_RESULT where what was saved cannot be read. */
export function replay(
  engines: Engines,
  task: ReplayTask,
  run: Pick<Run, 'deadlineAt' | 'isStopped'>,
): SolverTasks['replay']['value'] {
  const snapshot = readSnapshot(task.problem, task.outcome);
  if (!snapshot) throw new MileError('INVALID_RESULT', `${UNREADABLE.reason} It cannot be made once more.`);
  const { problem, outcome: saved } = snapshot;
  const again = solveInTime(engines, problem, 'auto', run);
  const differences = REPLAY_PARTS.filter((part) =>
    part === 'scores'
      ? scoresDiffer(task)
      : canonicalJson(PARTS[part](saved)) !== canonicalJson(PARTS[part](again)),
  );
  if (differences.length === 0) return { verdict: 'identical', differences };
  const isProven = saved.status === 'optimal' && again.status === 'optimal';
  return { verdict: isProven || differences.includes('scores') ? 'differs' : 'unsettled', differences };
}

/** Scores are reckoned anew where the people are at hand. */
function scoresDiffer({ problem, people, policy }: ReplayTask): boolean {
  const compiled = people && compiledCohort(people);
  if (!compiled) return false;
  const { problem: again } = scoreCohort(compiled, JSON.parse(policy) as Policy);
  return canonicalJson(problemFile(again)) !== problem;
}

const matchOf = (outcome: Outcome) => ('pairs' in outcome ? outcome : undefined);

/** The parts of an outcome; how long it took is none. */
const PARTS: Record<Exclude<Part, 'scores'>, (outcome: Outcome) => unknown> = {
  engine: ({ engine }) => engine,
  status: ({ status }) => status,
  pairs: (outcome) => matchOf(outcome)?.pairs ?? null,
  worth: (outcome) => {
    const match = matchOf(outcome);
    return match ? [match.matched, match.score] : null;
  },
  proof: (outcome) => {
    const match = matchOf(outcome);
    return match ? [match.bound, match.relativeGap, match.certificate] : null;
  },
};
