import { expect } from 'vitest';
import { storedProblemSchema } from '#solver/contract/api/problems.ts';
import { askInProcess } from '../../support/ask-in-process.ts';
import { bringProblem } from '../../support/bring-problem.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { sparseProblem } from '../../support/sparse-problem.ts';
import type { DrawnRequest } from './draw-request.ts';

const FILE = new TextEncoder().encode(JSON.stringify(sparseProblem(10, 3, 1)));

/** Two small problem files that drawn requests find: one is solved, of the other the only part has arrived. */
export class KeptProblems {
  /** The solved one first. */
  readonly ids: string[] = [];
  readonly #service: InProcessService;

  private constructor(service: InProcessService) {
    this.#service = service;
  }

  static async bring(service: InProcessService): Promise<KeptProblems> {
    const kept = new KeptProblems(service);
    await kept.#bringMissing();
    return kept;
  }

  /** Requests remove problems, hand them over, and bring others, for which the oldest go: what one took is brought anew. */
  async after({ method, path }: DrawnRequest): Promise<void> {
    if (method !== 'GET' && path.startsWith('/api/problems')) await this.#bringMissing();
  }

  async #bringMissing(): Promise<void> {
    const [solved, arriving] = this.ids;
    const statuses = await this.#statuses();
    if (statuses.get(solved) !== 'done') this.ids[0] = await this.#bringSolved();
    if (statuses.get(arriving) !== 'arriving') this.ids[1] = await this.#bringArriving();
  }

  async #statuses(): Promise<Map<string | undefined, string>> {
    const problems = storedProblemSchema
      .array()
      .parse(await askInProcess(this.#service)('GET', '/api/problems'));
    return new Map(problems.map(({ id, status }) => [id, status]));
  }

  async #bringSolved(): Promise<string> {
    const { id } = await bringProblem(await this.#service.listen(), FILE);
    await expect.poll(async () => (await this.#statuses()).get(id)).toBe('done');
    return id;
  }

  async #bringArriving(): Promise<string> {
    const begun = await askInProcess(this.#service)('POST', '/api/problems', { name: 'Arriving' });
    const { id } = storedProblemSchema.parse(begun);
    await this.#service.send('PUT', `/api/problems/${id}/parts/0`, Buffer.from(FILE), {
      'content-type': 'application/octet-stream',
    });
    return id;
  }
}
