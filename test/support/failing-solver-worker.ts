import type { Policy } from '#solver/contract/policy/policy.ts';
import { answering } from '#server/jobs/answering.ts';
import type { SolverTasks } from '#server/jobs/solver-tasks.ts';

/** The mentor that a policy forbids names the fault: a solver that fails exactly where the test wants it to. */
function fail(fault: string | undefined): void {
  if (fault === 'loop') for (;;);
  if (fault === 'exit') process.exit(1);
  if (fault === 'throw') throw new TypeError('cannot read the answers of Ana Lopez');
}

const unused = (): never => {
  throw new Error('not part of this solver');
};

export default answering<SolverTasks>({
  match({ policy }) {
    fail((JSON.parse(policy) as Policy).forbids[0]?.mentor);
    return { status: 'unknown', matching: '{"status":"unknown"}', outcome: '{"status":"unknown"}' };
  },
  simulate: () => [{ side: 'mentor', id: 'm_1', name: 'Somebody', valuesJson: '{}' }],
  solve: () => {
    for (;;);
  },
  explain: unused,
  explore: unused,
  snapshot: unused,
  make: unused,
  verify: unused,
  secondOpinion: unused,
  labMeasure: unused,
  labPeople: unused,
  labAllowedShare: unused,
});
