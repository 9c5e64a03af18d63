import type { Comment } from '#solver/contract/api/comments.ts';
import type { Api } from '../api/client.ts';

/** Whom a comment is about: a pair, or one person. */
export interface Subject {
  participant: string | null;
  mentor: string | null;
}

interface Options {
  service: Pick<Api, 'comments' | 'addComment' | 'removeComment'>;
  cohortId: string;
  /** An observer is shown none, and so asks for none. */
  mayRead: boolean;
}

/** What was written about the pairs and people of a cohort. Where the reader may not see it there is none. */
export class CommentBook {
  readonly #options: Options;
  #comments = $state.raw<readonly Comment[]>([]);
  readonly #counts: Readonly<Record<string, number>> = $derived.by(() => countsOf(this.#comments));

  constructor(options: Options) {
    this.#options = options;
  }

  get mayRead(): boolean {
    return this.#options.mayRead;
  }

  /** Reads them anew; what is there stays where that fails. */
  async load(): Promise<void> {
    const { service, cohortId } = this.#options;
    if (!this.mayRead) return;
    this.#comments = await service.comments(cohortId).catch(() => this.#comments);
  }

  /** On the pair, and on each of its two people alone. */
  about({ participant, mentor }: Subject): Comment[] {
    return this.#comments.filter((comment) => concerns(comment, participant, mentor));
  }

  /** How many there are on a participant, and on the pair with a mentor and the mentor. */
  count({ participant, mentor }: Subject): number {
    const keys = [keyOf(participant, null), keyOf(null, mentor), keyOf(participant, mentor)];
    const distinct = keys.filter((key, place) => keys.indexOf(key) === place);
    return distinct.reduce((sum, key) => sum + (this.#counts[key] ?? 0), 0);
  }

  async add(subject: Subject, text: string, author: string): Promise<void> {
    const { service, cohortId } = this.#options;
    const comment = await service.addComment(cohortId, { ...subject, text, author });
    this.#comments = [...this.#comments, comment];
  }

  async remove(id: string): Promise<void> {
    const { service, cohortId } = this.#options;
    await service.removeComment(cohortId, id);
    this.#comments = this.#comments.filter((comment) => comment.id !== id);
  }
}

function concerns(comment: Comment, participant: string | null, mentor: string | null): boolean {
  const onPair = comment.participant === participant && comment.mentor === mentor;
  const onOne =
    (comment.mentor === null && comment.participant === participant) ||
    (comment.participant === null && comment.mentor === mentor);
  return onPair || onOne;
}

function keyOf(participant: string | null, mentor: string | null): string {
  return JSON.stringify([participant, mentor]);
}

function countsOf(comments: readonly Comment[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { participant, mentor } of comments) {
    const key = keyOf(participant, mentor);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
