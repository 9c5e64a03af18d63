import type { OwnRelationship, OwnReport, OwnYear, SurveyAnswers } from '#solver/contract/api/year.ts';
import { isExtra } from '#solver/contract/extra-meetings.ts';
import type { PublicApi } from '../api/public-client.ts';
import { ApiError, sentenceOf } from '../api/transport.ts';
import { refusedFields } from './answers.ts';
import type { Complaints } from './answers.ts';

type Service = Pick<PublicApi, 'ownYear' | 'checkIn' | 'survey'>;

/** One's own year of mentoring behind a link. */
export class CheckInSession {
  readonly #service: Service;
  readonly #token: string;

  own = $state.raw<OwnYear | undefined>();
  trouble = $state<string | undefined>();
  /** The link opens nothing any more: nothing else is shown then. */
  isClosed = $state(false);
  complaints = $state.raw<Complaints>({});
  busy = $state(false);
  /** What was sent last, for who cannot see that it stands there. */
  saved = $state('');

  constructor(service: Service, token: string) {
    this.#service = service;
    this.#token = token;
  }

  load(): Promise<boolean> {
    return this.#work(() => this.#service.ownYear(this.#token), '');
  }

  /** False where something has to be mended first. */
  report(
    { key, meetings, extra, partner }: OwnRelationship,
    meeting: number,
    report: OwnReport,
  ): Promise<boolean> {
    const basedOn = [...meetings, ...extra].find(({ number }) => number === meeting)?.revision ?? 0;
    const which = isExtra(meeting) ? 'another meeting' : `meeting ${meeting}`;
    const body = { token: this.#token, key, meeting, basedOn, ...report };
    return this.#work(
      () => this.#service.checkIn(body),
      `Your check-in of ${which} with ${partner} is saved. Thank you.`,
    );
  }

  survey({ key, survey: { revision } }: OwnRelationship, answers: SurveyAnswers): Promise<boolean> {
    const body = { token: this.#token, key, basedOn: revision, answers };
    return this.#work(() => this.#service.survey(body), 'Your answers are saved. Thank you.');
  }

  async #work(ask: () => Promise<OwnYear>, saved: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = undefined;
    this.complaints = {};
    this.saved = '';
    try {
      this.own = await ask();
      this.saved = saved;
      return true;
    } catch (error) {
      this.trouble = sentenceOf(error);
      if (error instanceof ApiError) this.#heed(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #heed({ code, details }: ApiError): void {
    this.isClosed = code === 'LINK_NOT_VALID' || code === 'LINK_ENDED';
    this.complaints = refusedFields(details) ?? {};
  }
}
