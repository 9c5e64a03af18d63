import type { Barred } from '#solver/contract/explore/barred.ts';
import type { Person } from '#solver/contract/explore/person.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { MatchQuestions } from '../../../session/match-questions.svelte.ts';
import { Question } from '../../../session/question.svelte.ts';

const QUIET_MS = 120;
/** The best partners by fit; of those beyond them the cost is asked one by one. */
const MOST = 200;

/** Whom somebody could have at what cost, under a policy, and whom not by which rules. */
export class PartnerReader {
  readonly #questions: MatchQuestions;
  readonly #possible = new Question<{ person: Person; policy: Policy }>(QUIET_MS);
  readonly #barred = new Question<Barred>(QUIET_MS);

  constructor(questions: MatchQuestions) {
    this.#questions = questions;
  }

  get answer(): { person: Person; policy: Policy } | undefined {
    return this.#possible.answer;
  }
  get barred(): Barred | undefined {
    return this.#barred.answer;
  }

  /** Without a person nothing is told. */
  read(side: Side, person: string | undefined, policy: Policy): void {
    if (person === undefined) {
      this.close();
      return;
    }
    const subject = `${side} ${person}`;
    this.#possible.ask(subject, async (signal) => {
      const reply = await this.#questions.put('person', policy, { side, person, most: MOST }, signal);
      return { person: reply.answer, policy };
    });
    this.#barred.ask(
      subject,
      async (signal) => (await this.#questions.put('barred', policy, { side, person }, signal)).answer,
    );
  }

  close(): void {
    this.#possible.forget();
    this.#barred.forget();
  }
}
