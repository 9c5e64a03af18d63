import type { Applied, PublicForm } from '#solver/contract/api/intake.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { PublicApi } from '../api/public-client.ts';
import { ApiError, sentenceOf } from '../api/transport.ts';
import { complaintsOf, refusedFields, valuesOf } from './answers.ts';
import type { Complaints, Typed } from './answers.ts';
import { Draft } from './draft.ts';

interface Options {
  service: Pick<PublicApi, 'form' | 'apply'>;
  programmeId: string;
  side: Side;
}

/** The service takes no form that was given out less than three seconds ago. */
const FRESH_STAMP_MS = 3_200;

/** A form that a stranger fills in: the draft stays in the browser until it is sent. */
export class ApplicationSession {
  readonly #options: Options;
  readonly #draft: Draft;

  form = $state.raw<PublicForm | undefined>();
  typed = $state.raw<Typed>({});
  /** Was something found that an earlier visit had left? */
  hasDraft = $state(false);
  consent = $state(false);
  website = $state('');
  complaints = $state.raw<Complaints>({});
  trouble = $state<string | undefined>();
  busy = $state(false);
  applied = $state.raw<Applied | undefined>();

  constructor(options: Options) {
    this.#options = options;
    this.#draft = new Draft(options.programmeId, options.side);
  }

  async load(): Promise<void> {
    const { service, programmeId, side } = this.#options;
    this.trouble = undefined;
    try {
      this.form = await service.form(programmeId, side);
      const draft = this.#draft.read();
      this.hasDraft = draft !== undefined;
      this.typed = draft ?? {};
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }

  answer(field: string, typed: Typed[string]): void {
    this.typed = { ...this.typed, [field]: typed };
    this.#draft.keep(this.typed);
  }

  discard(): void {
    this.#draft.discard();
    this.typed = {};
    this.complaints = {};
    this.hasDraft = false;
  }

  /** False where something has to be mended first; what it is stands in `complaints`. */
  async send(): Promise<boolean> {
    if (!this.form || this.busy) return false;
    this.complaints = {
      ...complaintsOf(this.form.fields, this.typed),
      ...(!this.consent && { consent: 'Agree first: without it your answers may not be used.' }),
    };
    this.trouble = undefined;
    if (Object.keys(this.complaints).length > 0) return false;
    this.busy = true;
    try {
      this.applied = await this.#sendPatiently(this.form);
      this.#draft.discard();
    } catch (error) {
      this.trouble = sentenceOf(error);
      if (error instanceof ApiError) this.complaints = refusedFields(error.details) ?? {};
    } finally {
      this.busy = false;
    }
    return this.applied !== undefined;
  }

  /** Who is too fast, or has had the form open for days, need not press the button again. */
  async #sendPatiently(form: PublicForm): Promise<Applied> {
    try {
      return await this.#post(form);
    } catch (error) {
      const code = error instanceof ApiError ? error.code : '';
      if (code !== 'FORM_TOO_FAST' && code !== 'FORM_EXPIRED') throw error;
      const { service, programmeId, side } = this.#options;
      const fresh = code === 'FORM_EXPIRED' ? await service.form(programmeId, side) : form;
      await new Promise((resolve) => setTimeout(resolve, FRESH_STAMP_MS));
      return this.#post(fresh);
    }
  }

  #post({ fields, stamp }: PublicForm): Promise<Applied> {
    const { service, programmeId, side } = this.#options;
    const values = valuesOf(fields, this.typed);
    return service.apply(programmeId, side, { values, stamp, website: this.website, consent: true });
  }
}
