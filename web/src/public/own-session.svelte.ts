import type { OwnApplication } from '#solver/contract/api/intake.ts';
import type { PublicApi } from '../api/public-client.ts';
import { ApiError, sentenceOf } from '../api/transport.ts';
import { complaintsOf, refusedFields, typedOf, valuesOf } from './answers.ts';
import type { Complaints, Typed } from './answers.ts';

/** An application behind its link: as it was sent, and as it is being corrected. */
export class OwnSession {
  readonly #service: Pick<PublicApi, 'own' | 'correct' | 'withdraw'>;
  readonly #token: string;

  own = $state.raw<OwnApplication | undefined>();
  typed = $state.raw<Typed>({});
  complaints = $state.raw<Complaints>({});
  trouble = $state<string | undefined>();
  busy = $state(false);
  isSaved = $state(false);

  constructor(service: Pick<PublicApi, 'own' | 'correct' | 'withdraw'>, token: string) {
    this.#service = service;
    this.#token = token;
  }

  load(): Promise<void> {
    return this.#work(() => this.#service.own(this.#token));
  }

  answer(field: string, typed: Typed[string]): void {
    this.typed = { ...this.typed, [field]: typed };
    this.isSaved = false;
  }

  async correct(): Promise<void> {
    const { own } = this;
    if (!own) return;
    this.isSaved = false;
    this.complaints = complaintsOf(own.form.fields, this.typed);
    if (Object.keys(this.complaints).length > 0) return;
    const values = valuesOf(own.form.fields, this.typed);
    await this.#work(() =>
      this.#service.correct({ token: this.#token, values, consent: true, basedOn: own.revision }),
    );
    this.isSaved = this.trouble === undefined;
  }

  withdraw(): Promise<void> {
    return this.#work(() => this.#service.withdraw(this.#token));
  }

  async #work(ask: () => Promise<OwnApplication>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = undefined;
    try {
      this.own = await ask();
      this.typed = typedOf(this.own.form.fields, this.own.values);
    } catch (error) {
      this.trouble = sentenceOf(error);
      if (error instanceof ApiError) this.complaints = refusedFields(error.details) ?? {};
    } finally {
      this.busy = false;
    }
  }
}
