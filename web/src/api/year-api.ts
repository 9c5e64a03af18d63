import type {
  AnnounceFile,
  Announcement,
  announcementSaveSchema,
} from '#solver/contract/api/announcement.ts';
import type { Undelivered } from '#solver/contract/api/mail.ts';
import type { Mailing, mailingSendSchema } from '#solver/contract/api/mailing.ts';
import type {
  RemindersSent,
  Year,
  YearFigures,
  YearFile,
  YearLinkGiven,
  yearEventCreateSchema,
  yearLinkAskSchema,
} from '#solver/contract/api/year.ts';
import type { Input } from './schema-types.ts';
import { cohort } from './paths.ts';
import { json, send } from './transport.ts';

/** Letters and the year after them. */
export const yearApi = {
  announcement: (id: string) => json<Announcement>('GET', `${cohort(id)}/announcement`),
  saveAnnouncement: (id: string, body: Input<typeof announcementSaveSchema>) =>
    json<Announcement>('PUT', `${cohort(id)}/announcement`, body),
  mailing: (id: string) => json<Mailing>('GET', `${cohort(id)}/mailing`),
  sendLetters: (id: string, body: Input<typeof mailingSendSchema>) =>
    json<Mailing>('POST', `${cohort(id)}/mailing`, body),
  undeliveredConfirmations: (id: string) => json<Undelivered[]>('GET', `${cohort(id)}/undelivered`),
  announceFile: async (id: string, file: AnnounceFile) =>
    (await send('GET', `${cohort(id)}/announcement/${file}`)).blob(),
  year: (id: string) => json<Year>('GET', `${cohort(id)}/year`),
  yearFigures: (id: string) => json<YearFigures>('GET', `${cohort(id)}/year/figures`),
  writeYearEvent: (id: string, body: Input<typeof yearEventCreateSchema>) =>
    json<Year>('POST', `${cohort(id)}/year/events`, body),
  giveYearLink: (id: string, body: Input<typeof yearLinkAskSchema>) =>
    json<YearLinkGiven>('POST', `${cohort(id)}/year/links`, body),
  endYearLinks: (id: string, body: Input<typeof yearLinkAskSchema>) =>
    json('POST', `${cohort(id)}/year/links/end`, body),
  /** Whoever is in a file of reminders counts as reminded. */
  yearFile: async (id: string, file: YearFile) =>
    (await send('POST', `${cohort(id)}/year/${file}`, {})).blob(),
  mailReminders: (id: string) => json<RemindersSent>('POST', `${cohort(id)}/year/reminders`, {}),
};
