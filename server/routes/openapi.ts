import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as cohorts from '#solver/contract/api/cohorts.ts';
import { committeeSchema } from '#solver/contract/api/committee.ts';
import { answerSchema, applicationSchema } from '#solver/contract/cohort.ts';
import { proofSchema } from '#solver/contract/certificate.ts';
import { explanationSchema, matchingProgressSchema, matchingSchema } from '#solver/contract/matching.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { policySchema } from '#solver/contract/policy/policy.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import { programVersion } from '../use-cases/versions.ts';

/** Schemas that the description names once and refers to. A recursive one has to be named. */
const NAMED = {
  Answer: answerSchema,
  Application: applicationSchema,
  Committee: committeeSchema,
  CohortSummary: cohorts.cohortSummarySchema,
  CohortDetail: cohorts.cohortDetailSchema,
  ErrorReply: cohorts.errorReplySchema,
  Explanation: explanationSchema,
  Matching: matchingSchema,
  MatchingProgress: matchingProgressSchema,
  MatchSet: cohorts.matchSetSchema,
  MatchSetSummary: cohorts.matchSetSummarySchema,
  Outcome: outcomeSchema,
  Policy: policySchema,
  Problem: problemSchema,
  Programme: programmeSchema,
  Proof: proofSchema,
  RunStarted: cohorts.runStartedSchema,
};

/** Describes every route that is registered after this one. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  const schemaRegistry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) schemaRegistry.add(schema, { id });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mile Match',
        version: programVersion(),
        description: 'Mentor matching that is optimal, proven and explained.',
      },
    },
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
  let text: string | undefined;
  app.get(
    '/api/openapi.json',
    {
      schema: {
        summary: 'This description',
        tags: ['service'],
        response: { 200: z.looseObject({ openapi: z.string() }), default: cohorts.errorReplySchema },
      },
    },
    (_request, reply) => {
      text ??= JSON.stringify(app.swagger());
      return reply.type('application/json; charset=utf-8').send(text);
    },
  );
}
