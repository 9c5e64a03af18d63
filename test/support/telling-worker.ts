import type { Request } from '#server/jobs/answering.ts';
import type { SolverTasks } from '#server/jobs/solver-tasks.ts';
import answer from '#server/jobs/worker/main.ts';

/* The solver's worker. Of a question it says `begun` as it reads what is asked: after it has looked whether anybody still wants to know. */
export default function answerTelling({
  task,
  ...request
}: Request<'explore', SolverTasks['explore']['task']>) {
  const { ask } = task;
  const told = Object.defineProperty({ ...task }, 'ask', {
    get() {
      request.progress?.postMessage('begun');
      return ask;
    },
  });
  return answer({ ...request, task: told });
}
