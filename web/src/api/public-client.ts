import type {
  Applied,
  OwnApplication,
  PublicForm,
  PublicPage,
  applySchema,
  ownCorrectionSchema,
} from '#solver/contract/api/intake.ts';
import type { OwnYear, ownReportSendSchema, ownSurveySendSchema } from '#solver/contract/api/year.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { z } from 'zod';
import { json } from './transport.ts';

const programme = (id: string) => `/public/programmes/${encodeURIComponent(id)}`;

/** What strangers may ask the service. */
export const publicApi = {
  programmes: () => json<{ id: string; name: string }[]>('GET', '/public/programmes'),
  page: (id: string) => json<PublicPage>('GET', programme(id)),
  form: (id: string, side: Side) => json<PublicForm>('GET', `${programme(id)}/forms/${side}`),
  apply: (id: string, side: Side, body: z.input<typeof applySchema>) =>
    json<Applied>('POST', `${programme(id)}/forms/${side}`, body),
  own: (token: string) => json<OwnApplication>('POST', '/public/application/read', { token }),
  correct: (body: z.input<typeof ownCorrectionSchema>) =>
    json<OwnApplication>('PUT', '/public/application', body),
  withdraw: (token: string) => json<OwnApplication>('POST', '/public/application/withdraw', { token }),
  ownYear: (token: string) => json<OwnYear>('POST', '/public/check-in/read', { token }),
  checkIn: (body: z.input<typeof ownReportSendSchema>) => json<OwnYear>('PUT', '/public/check-in', body),
  survey: (body: z.input<typeof ownSurveySendSchema>) =>
    json<OwnYear>('PUT', '/public/check-in/survey', body),
};
export type PublicApi = typeof publicApi;
