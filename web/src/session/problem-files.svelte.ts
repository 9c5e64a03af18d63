import type { StoredProblem } from '#solver/contract/api/problems.ts';
import { sentenceOf } from '../api/client.ts';
import type { ProblemApi } from '../api/problem-api.ts';

/** As the service takes them. */
const PART_BYTES = 1024 * 1024;
/** Before a line to the service that broke is made anew. */
const AGAIN_MS = 1_000;

function goesOn({ status }: StoredProblem): boolean {
  return status === 'waiting' || status === 'running';
}

/** Problem files that the service keeps, and one that is on its way there. The first that has no end yet is followed. */
export class ProblemFiles {
  /** Newest first; undefined until the first answer. */
  list = $state.raw<readonly StoredProblem[] | undefined>();
  trouble = $state<string | undefined>();
  /** The file that is on its way, and the share of it that has arrived. */
  sending = $state.raw<{ name: string; share: number } | undefined>();
  readonly #service: ProblemApi;
  readonly #closed = new AbortController();
  #isFollowing = false;

  constructor(service: ProblemApi) {
    this.#service = service;
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.list = await this.#service.list();
    });
    void this.#follow();
  }

  /** Brings a file and hands it to the workers; what did not arrive whole is removed. */
  async bring(file: File): Promise<void> {
    if (this.sending) return;
    this.sending = { name: file.name, share: 0 };
    await this.#attempt(async () => {
      const { id } = await this.#service.begin({ name: file.name.slice(0, 120) });
      try {
        await this.#service.solve(id, await this.#send(id, file));
      } catch (error) {
        await this.#service.remove(id).catch(() => undefined);
        throw error;
      }
    });
    this.sending = undefined;
    if (this.trouble === undefined) await this.load();
  }

  async remove(id: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#service.remove(id);
      this.list = this.list?.filter((one) => one.id !== id);
    });
  }

  /** Listens no more. What is under way goes on. */
  close(): void {
    this.#closed.abort();
  }

  async #send(id: string, file: File): Promise<number> {
    const parts = Math.max(1, Math.ceil(file.size / PART_BYTES));
    for (let part = 0; part < parts; part += 1) {
      await this.#service.putPart(id, part, file.slice(part * PART_BYTES, (part + 1) * PART_BYTES));
      this.sending = { name: file.name, share: (part + 1) / parts };
    }
    return parts;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }

  async #follow(): Promise<void> {
    const first = this.list?.findLast(goesOn);
    const { signal } = this.#closed;
    if (this.#isFollowing || !first || signal.aborted) return;
    this.#isFollowing = true;
    try {
      await this.#service.follow(first.id, { signal, onnow: (now) => this.#take(now) });
    } catch {
      // Removed, or out of reach: the list says which.
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      if (!signal.aborted) await this.#attempt(async () => void (this.list = await this.#service.list()));
    }
    this.#isFollowing = false;
    void this.#follow();
  }

  #take(now: StoredProblem): void {
    this.list = this.list?.map((one) => (one.id === now.id ? now : one));
  }
}
