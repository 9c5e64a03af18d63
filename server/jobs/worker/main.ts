import { MileError } from '#solver/contract/errors.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { answering } from '../answering.ts';
import type { SolverTasks } from '../solver-tasks.ts';
import { explain, match, snapshot } from './cohort-answers.ts';
import { madeMatch } from './made-match.ts';
import { explore } from './explore/explore.ts';
import { simulate, solveFile, verifySnapshot } from './answers.ts';
import { labMeasure } from './lab/measure.ts';
import { study } from './lab/study.ts';
import { labAllowedShare, labPeople } from './lab/people.ts';
import { solvePacked } from './problems/solve-packed.ts';
import { paretoRange } from './pareto-range.ts';
import { replay } from './replay.ts';
import { someDraws } from './some-draws.ts';
import { secondOpinion } from './second-opinion.ts';
import { withinStack } from './within-stack.ts';

// Loaded before the first task arrives: a worker that is ready is warm.
let engines = await loadEngines();

/** An engine that broke down refuses from then on: the next task gets fresh ones. */
async function withEngines<Value>(work: (engines: Engines) => Value): Promise<Value> {
  try {
    return withinStack(() => work(engines));
  } catch (error) {
    if (error instanceof MileError && error.code === 'ENGINE_FAILED') engines = await loadEngines();
    throw error;
  }
}

/** The only door to the solver: runs in a thread of its own. */
export default answering<SolverTasks>({
  solve: (task, run) => withEngines((ready) => solveFile(ready, task, run)),
  solvePacked: (task, run) => withEngines((ready) => solvePacked(ready, task, run)),
  match: (task, run) => withEngines((ready) => match(ready, task, run)),
  explain,
  explore: (task, run) => withEngines((ready) => explore(ready, task, run)),
  someDraws: (task, run) => withinStack(() => someDraws(task, run)),
  paretoRange: (task, run) => withEngines((ready) => paretoRange(ready, task, run)),
  study: (task, run) => withEngines((ready) => study(ready, task, run)),
  snapshot: (task) => withinStack(() => snapshot(task)),
  make: (task, run) => withEngines((ready) => madeMatch(ready, task, run)),
  verify: verifySnapshot,
  replay: (task, run) => withEngines((ready) => replay(ready, task, run)),
  secondOpinion: (task, run) => withEngines((ready) => secondOpinion(ready, task, run)),
  labMeasure: (task, run) => withEngines((ready) => labMeasure(ready, task, run)),
  labPeople,
  labAllowedShare,
  simulate,
});
