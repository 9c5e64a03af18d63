import type { JobStatus } from '../../store/job-kinds.ts';
import type { Elsewhere } from '../live.ts';

/** That something of a job has changed: whoever is told looks into the store. */
export interface JobNewsItem {
  job: string;
  status: JobStatus;
}

/** Tells, in all processes over the store, whoever wants to know of jobs. Nothing is kept for who is away. */
export class JobNews {
  readonly #listeners = new Set<(news: JobNewsItem) => void>();
  #elsewhere: Elsewhere | undefined;

  /** From now on news are told elsewhere too. */
  shareWith(elsewhere: Elsewhere): void {
    this.#elsewhere = elsewhere;
  }

  tell(news: JobNewsItem): void {
    this.#hear(news);
    this.#elsewhere?.tell(JSON.stringify(news));
  }

  /** What another process has told; false where that is about something else. */
  hearText(text: string): boolean {
    const news = JSON.parse(text) as Partial<JobNewsItem>;
    if (news.job === undefined || news.status === undefined) return false;
    this.#hear({ job: news.job, status: news.status });
    return true;
  }

  /** Gives the way to leave. */
  listen(listener: (news: JobNewsItem) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #hear(news: JobNewsItem): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}
