import type { Logger } from 'pino';
import { MileError } from '#solver/contract/errors.ts';
import { errorFields } from '../log.ts';
import type { ClaimedLetter, AttemptEnd, NewLetter } from '../store/outbox.ts';
import type { Repositories, Store } from '../store/store.ts';
import { newRecordId } from '../use-cases/record-id.ts';
import { attemptEnd } from './attempt-end.ts';
import type { MailSettings } from './mail-settings.ts';
import { Smtp } from './smtp.ts';

export interface MailOptions {
  /** Without them nothing is ever sent. */
  settings: MailSettings | undefined;
  /** The address under which people reach the service: what links in letters begin with. */
  origin: string | undefined;
  /** How long the outbox waits after the mail server was away; it waits twice as long each time, up to ten minutes. */
  firstPauseMs?: number | undefined;
}

/** Letters that are handed over at once. */
const AT_ONCE = 2;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 600_000;
/** An attempt takes no longer; what was begun before that and never ended was cut off. */
const LONGEST_ATTEMPT_MS = 120_000;
const LOST_AFTER_MS = LONGEST_ATTEMPT_MS + 60_000;
/** A letter that could not be sent for a day is left: it may be out of date, or come out of a backup. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;
const LOOK_EVERY_MS = 60_000;
/** At the end of the service letters in hand get this long. */
const LAST_LETTER_MS = 8_000;

/**
 * Sends what lies in the outbox, in the background. A letter is claimed in the store before it is handed over, and its end is stored after: whatever is
 * killed between the two, it is sent once, or shown as perhaps sent.
 */
export class Mail {
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #options: MailOptions;
  readonly #smtp: Smtp | undefined;
  readonly #end = new AbortController();
  #ending = false;
  #isWanted = false;
  #working: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pausedUntil = 0;
  #pauseMs = 0;
  #trouble: string | undefined;

  constructor(store: Store, logger: Logger, options: MailOptions) {
    this.#store = store;
    this.#logger = logger;
    this.#options = options;
    this.#smtp = options.settings && new Smtp(options.settings);
  }

  /** Who writes; undefined where no mail server is set, and nothing can be sent. */
  get sender(): MailSettings['from'] | undefined {
    return this.#options.settings?.from;
  }

  /** What letters with links begin these with: undefined where nothing can be sent, or nobody elsewhere reaches the service. */
  get linkOrigin(): string | undefined {
    return this.#smtp && this.#options.origin;
  }

  /** Why nothing can be sent at the moment, as a sentence. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /**
   * Puts letters into the outbox, within the transaction of what they tell of: they go out if it holds. Call `wake` once it does. Throws MAIL_OFF.
   */
  async queue({ outbox }: Pick<Repositories, 'outbox'>, letters: readonly NewLetter[]): Promise<void> {
    if (!this.#smtp)
      throw new MileError(
        'MAIL_OFF',
        'This service sends no mail. Whoever runs it can switch that on with SMTP_URL and MAIL_FROM.',
      );
    const at = new Date().toISOString();
    for (const letter of letters) await outbox.add(newRecordId(), letter, at);
  }

  /** There may be something to send. */
  wake(): void {
    if (!this.#smtp || this.#ending) return;
    this.#isWanted = true;
    this.#working ??= this.#work();
  }

  /** Resolves once everything that could be sent at the moment was tried. */
  async idle(): Promise<void> {
    await this.#working;
  }

  /** Begins nothing more; letters in hand are finished. */
  async close(): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#timer);
    const patience = setTimeout(() => this.#end.abort(), LAST_LETTER_MS);
    await this.#working;
    clearTimeout(patience);
    this.#smtp?.close();
  }

  async #work(): Promise<void> {
    try {
      while (this.#isWanted && !this.#ending) {
        this.#isWanted = false;
        await this.#settle();
        await Promise.all(Array.from({ length: AT_ONCE }, () => this.#sendAll()));
        await this.#comeBack();
      }
    } catch (error) {
      this.#logger.error({ task: 'mail', ...errorFields(error) }, 'the outbox could not be read or written');
      this.#wakeIn(LOOK_EVERY_MS);
    }
    this.#working = undefined;
  }

  /** What was cut off, and what waits for too long. */
  async #settle(): Promise<void> {
    const now = Date.now();
    const at = isoTime(now);
    const reason = 'The service was cut off while it was being sent.';
    await this.#store.outbox.loseTrack(isoTime(now - LOST_AFTER_MS), reason, at);
    await this.#store.outbox.giveUp(isoTime(now - GIVEN_UP_AFTER_MS), at);
  }

  async #sendAll(): Promise<void> {
    while (!this.#ending && performance.now() >= this.#pausedUntil) {
      const at = isoTime(Date.now());
      const letter = await this.#store.transaction(({ outbox }) => outbox.claim(at));
      if (!letter) return;
      await this.#send(letter);
    }
  }

  async #send(letter: ClaimedLetter): Promise<void> {
    const signal = AbortSignal.any([this.#end.signal, AbortSignal.timeout(LONGEST_ATTEMPT_MS)]);
    const handover = await (this.#smtp as Smtp).hand(letter, signal);
    const now = Date.now();
    await this.#keep(letter, attemptEnd(handover, letter.attempt, now), now);
    if (handover.outcome === 'away') this.#pause(handover.reason);
    else this.#resume();
    if (handover.outcome !== 'sent')
      this.#logger.warn(
        { task: 'mail', cause: handover.outcome, code: handover.code },
        'a letter was not sent',
      );
  }

  async #keep({ id, attempt }: ClaimedLetter, end: AttemptEnd, now: number): Promise<void> {
    await this.#store.outbox.end({ id, attempt }, end, isoTime(now));
  }

  #pause(reason: string): void {
    const first = this.#options.firstPauseMs ?? FIRST_PAUSE_MS;
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(first, this.#pauseMs * 2));
    this.#pausedUntil = performance.now() + this.#pauseMs;
    this.#trouble = reason;
  }

  #resume(): void {
    this.#pauseMs = 0;
    this.#trouble = undefined;
  }

  /** Once the pause is over and the next letter due; also without one now and then, for what other processes leave. */
  async #comeBack(): Promise<void> {
    const due = await this.#store.outbox.nextDue();
    const untilDue = due === undefined ? LOOK_EVERY_MS : Date.parse(due) - Date.now();
    this.#wakeIn(Math.max(untilDue, this.#pausedUntil - performance.now()));
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#ending) return;
    this.#timer = setTimeout(() => this.wake(), Math.max(0, Math.min(LOOK_EVERY_MS, ms))).unref();
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
