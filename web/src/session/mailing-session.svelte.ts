import type { Addressee, Mailing } from '#solver/contract/api/mailing.ts';
import { type Api, sentenceOf } from '../api/client.ts';

interface Options {
  service: Pick<Api, 'mailing' | 'sendLetters'>;
  cohortId: string;
}

/** While letters are on their way it is asked so often what became of them. */
const LOOK_AGAIN_MS = 1_500;

/** Key of somebody among the people of a mailing. */
export function keyOf({ side, person }: Pick<Addressee, 'side' | 'person'>): string {
  return `${side} ${person}`;
}

/** The letters of the newest published version that somebody was sent, newest last. */
export function sentNow({ version }: Mailing, { sent }: Addressee): Addressee['sent'] {
  return sent.filter((letter) => letter.version === version);
}

/** Who should hear and has not: no letter of this version but such as failed, and other partners than in an earlier letter. */
export function isToHear(mailing: Mailing, one: Addressee): boolean {
  const reached = sentNow(mailing, one).some(({ state }) => state !== 'failed');
  return one.address !== null && !reached && one.sameSince === null;
}

/** Sending a cohort's letters by mail: who would get one, who is chosen, what became of those that were sent. */
export class MailingSession {
  readonly #options: Options;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  mailing = $state.raw<Mailing | undefined>();
  /** Whom somebody took in or left out by hand, by key. */
  #byHand = $state.raw<Readonly<Record<string, boolean>>>({});
  subject = $state('');
  trouble = $state<string | undefined>();
  busy = $state(false);

  readonly chosen: readonly Addressee[] = $derived(
    (this.mailing?.people ?? []).filter((one) => this.isChosen(one)),
  );
  /** Letters of this version that are still on their way. */
  readonly underWay: number = $derived(
    this.mailing?.people.filter((one) => isUnderWay(this.mailing as Mailing, one)).length ?? 0,
  );

  constructor(options: Options) {
    this.#options = options;
  }

  isChosen(one: Addressee): boolean {
    if (!this.mailing || one.address === null) return false;
    return this.#byHand[keyOf(one)] ?? isToHear(this.mailing, one);
  }

  choose(one: Addressee, isChosen: boolean): void {
    this.#byHand = { ...this.#byHand, [keyOf(one)]: isChosen };
  }

  load(): Promise<void> {
    const { service, cohortId } = this.#options;
    return this.#work(async () => this.#show(await service.mailing(cohortId)));
  }

  /** Gives whether they were taken for sending. */
  async send(): Promise<boolean> {
    const { mailing, chosen, subject } = this;
    const { service, cohortId } = this.#options;
    if (!mailing || chosen.length === 0) return false;
    const to = chosen.map((one) => ({
      ...{ side: one.side, person: one.person },
      known: sentNow(mailing, one).length,
    }));
    await this.#work(async () => {
      const { fingerprint } = mailing;
      this.#show(await service.sendLetters(cohortId, { fingerprint, subject, to }));
      this.#byHand = {};
    });
    return this.trouble === undefined;
  }

  /** Asks no more. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #show(mailing: Mailing): void {
    if (this.subject === '' || this.subject === this.mailing?.subject) this.subject = mailing.subject;
    this.mailing = mailing;
    this.#lookAgain();
  }

  #lookAgain(): void {
    clearTimeout(this.#timer);
    if (this.underWay === 0 || this.#isOver) return;
    this.#timer = setTimeout(() => void this.load(), LOOK_AGAIN_MS);
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
      this.#lookAgain();
    } finally {
      this.busy = false;
    }
  }
}

function isUnderWay(mailing: Mailing, one: Addressee): boolean {
  return sentNow(mailing, one).some(({ state }) => state === 'queued' || state === 'sending');
}
