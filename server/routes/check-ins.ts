import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  ownAskSchema,
  ownReportSendSchema,
  ownSurveySendSchema,
  ownYearSchema,
} from '#solver/contract/api/year.ts';
import type { Context } from '../use-cases/context.ts';
import { readOwnYear, sendReport, sendSurvey } from '../use-cases/year/own-year.ts';
import { otherwise } from './bodies.ts';

const tags = ['public'];

/** What somebody who is matched does by their link. The token travels in the body: addresses are written down on the way. */
export function checkInRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: ownYearSchema, ...otherwise };
  typed.post(
    '/api/public/check-in/read',
    { schema: { summary: 'Read one’s own year of mentoring', tags, body: ownAskSchema, response } },
    ({ body: { token }, ip }) => readOwnYear(context, token, { address: ip, now: new Date() }),
  );
  typed.put(
    '/api/public/check-in',
    {
      schema: {
        summary: 'Send or correct the check-in of a planned meeting',
        tags,
        body: ownReportSendSchema,
        response,
      },
    },
    ({ body, ip }) => sendReport(context, body, { address: ip, now: new Date() }),
  );
  typed.put(
    '/api/public/check-in/survey',
    {
      schema: {
        summary: 'Send or correct one’s answers to the closing survey',
        tags,
        body: ownSurveySendSchema,
        response,
      },
    },
    ({ body, ip }) => sendSurvey(context, body, { address: ip, now: new Date() }),
  );
}
