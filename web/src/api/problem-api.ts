import type { StoredProblem, newProblemSchema } from '#solver/contract/api/problems.ts';
import type { z } from 'zod';
import { followJob, type JobWatch } from './follow-job.ts';
import { json } from './transport.ts';

const problem = (id: string) => `/problems/${encodeURIComponent(id)}`;

/** Problem files that are too large to wait for: brought in parts, solved by whatever worker has a place, and kept with their results. */
export const problemApi = {
  list: () => json<StoredProblem[]>('GET', '/problems'),
  begin: (body: z.input<typeof newProblemSchema>) => json<StoredProblem>('POST', '/problems', body),
  putPart: (id: string, part: number, content: Blob) =>
    json<object>('PUT', `${problem(id)}/parts/${part}`, content),
  solve: (id: string, parts: number) => json<StoredProblem>('POST', `${problem(id)}/solve`, { parts }),
  follow: (id: string, watch: JobWatch<StoredProblem>) => followJob(problem(id), watch),
  /** Ends the search as well. */
  remove: (id: string) => json<object>('DELETE', problem(id)),
};
export type ProblemApi = typeof problemApi;

/** Where a file can be had. */
export function problemFileAddress(id: string, file: 'problem' | 'result'): string {
  return `/api${problem(id)}/${file}.json`;
}
