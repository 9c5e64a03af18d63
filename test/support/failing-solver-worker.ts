import type { Policy } from '#solver/contract/policy/policy.ts';
import { answering } from '#server/jobs/answering.ts';
import type { SolverTasks } from '#server/jobs/solver-tasks.ts';
import { springTrap } from './wasm-trap.ts';

// A thread takes over the environment as it is when the thread starts.
if (process.env.MILE_TEST_UNLOADABLE) throw new Error('this module cannot be loaded');

const SECRET = 'cannot read the answers of Ana Lopez';

/** What can go wrong in a worker, by name. */
const FAULTS: Readonly<Record<string, () => unknown>> = {
  loop() {
    for (;;);
  },
  exit: () => process.exit(1),
  throw() {
    throw new TypeError(SECRET);
  },
  memory() {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(1_000_000).fill(0.5));
  },
  abort: springTrap,
  rejection() {
    void Promise.reject(new TypeError(SECRET));
    return new Promise(() => undefined);
  },
  allocation: () => new ArrayBuffer(Number.MAX_SAFE_INTEGER),
  overflow: function deeper(): unknown {
    return [deeper()];
  },
};

/** The mentor that a policy forbids names the fault: a solver that fails exactly where the test wants it to. */
function faultOf({ policy }: { policy: string }): string {
  return (JSON.parse(policy) as Policy).forbids[0]?.mentor ?? 'none';
}

const unused = (): never => {
  throw new Error('not part of this solver');
};

const answer = answering<SolverTasks>({
  async match(task) {
    await FAULTS[faultOf(task)]?.();
    return { status: 'unknown', matching: '{"status":"unknown"}', outcome: '{"status":"unknown"}' };
  },
  replay: unused,
  simulate: () => [{ side: 'mentor', id: 'm_1', name: 'Somebody', valuesJson: '{}' }],
  solve: () => {
    for (;;);
  },
  explain: unused,
  async explore(task) {
    await FAULTS[faultOf(task)]?.();
    return '{}';
  },
  snapshot: unused,
  make: unused,
  verify: unused,
  secondOpinion: unused,
  someDraws: unused,
  paretoRange: unused,
  study: unused,
  labMeasure: unused,
  labPeople: unused,
  labAllowedShare: unused,
  solvePacked: unused,
});

/** An answer that is none, too. */
export default async (request: Parameters<typeof answer>[0]): Promise<unknown> => {
  const { task } = request;
  const isMisshapen =
    'policy' in task && typeof task.policy === 'string' && faultOf({ policy: task.policy }) === 'shape';
  return isMisshapen ? { nonsense: true } : answer(request);
};
