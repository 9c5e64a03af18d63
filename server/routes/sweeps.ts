import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { labStudyRequestSchema, labStudySweepSchema } from '#solver/contract/api/lab-study.ts';
import {
  paretoSweepRequestSchema,
  paretoSweepSchema,
  robustnessSweepRequestSchema,
  robustnessSweepSchema,
} from '#solver/contract/api/sweeps.ts';
import type { CohortSweepHead } from '#solver/contract/api/sweeps.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import type { AboutCohort } from '../use-cases/sweeps/about-cohort.ts';
import { askAboutCohort } from '../use-cases/sweeps/ask-about-cohort.ts';
import { askStudy } from '../use-cases/sweeps/ask-study.ts';
import { PARETO } from '../use-cases/sweeps/pareto-sweep.ts';
import { ROBUSTNESS } from '../use-cases/sweeps/robustness-sweep.ts';
import { STUDY } from '../use-cases/sweeps/study-sweep.ts';
import type { Sweep } from '../use-cases/sweeps/sweep.ts';
import { beginSweep, readSweep, stopSweep } from '../use-cases/sweeps/sweeps.ts';
import { POLICY_BODY_LIMIT, otherwise } from './bodies.ts';
import { FOLLOWED } from './follow-job.ts';
import type { FollowJob } from './follow-job.ts';

const BY_ITSELF =
  'It goes on by itself, on every worker process there is, and through restarts, and is the same whoever does which part.';
const ofCohort = z.strictObject({ id: recordIdSchema });
const ofCohortSweep = z.strictObject({ id: recordIdSchema, sweep: recordIdSchema });
const ofStudy = z.strictObject({ sweep: recordIdSchema });

export function sweepRoutes(app: FastifyInstance, context: Context, follow: FollowJob): void {
  cohortSweep(app, context, {
    follow,
    path: 'robustness',
    sweep: ROBUSTNESS,
    summary: 'Begin to try thousands of slightly other weights',
    body: robustnessSweepRequestSchema,
    reply: robustnessSweepSchema,
  });
  cohortSweep(app, context, {
    follow,
    path: 'pareto',
    sweep: PARETO,
    summary: 'Begin to look for all matches that nothing beats',
    body: paretoSweepRequestSchema,
    reply: paretoSweepSchema,
  });
  const path = '/api/lab/studies';
  app.withTypeProvider<ZodTypeProvider>().post(
    path,
    {
      schema: {
        summary: 'Begin to match thousands of invented cohorts of one shape and size',
        description: `What is likely in such a cohort: who goes without a mentor, and how well pairs fit. ${BY_ITSELF}`,
        tags: ['lab'],
        body: labStudyRequestSchema,
        response: { 201: labStudySweepSchema, ...otherwise },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await beginSweep(context, STUDY, null, await askStudy(context, request.body))),
  );
  lookAndStop(app, context, {
    ...{ follow, path, sweep: STUDY, reply: labStudySweepSchema, tags: ['lab'] },
    params: ofStudy,
  });
}

interface CohortSweep<Ask, Answer> {
  follow: FollowJob;
  path: string;
  sweep: Sweep<Ask, Answer>;
  summary: string;
  /** The head, and what Ask has besides. */
  body: z.ZodType<CohortSweepHead>;
  reply: z.ZodType;
}

/** A question of `explore`, under the same name, without its limit of time. */
function cohortSweep<Ask extends AboutCohort, Answer>(
  app: FastifyInstance,
  context: Context,
  { follow, path: name, sweep, summary, body, reply }: CohortSweep<Ask, Answer>,
): void {
  const path = `/api/cohorts/:id/sweeps/${name}`;
  const tags = ['questions'];
  app.withTypeProvider<ZodTypeProvider>().post(
    path,
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary,
        description: `The same question as \`explore/${name}\`, without its limit of time. ${BY_ITSELF} It fails with STALE_VERSION where the people change meanwhile.`,
        tags,
        params: ofCohort,
        body,
        response: { 201: reply, ...otherwise },
      },
    },
    async (request, answer) => {
      const { id } = request.params;
      const view = viewOf(request.asker, request.blindness);
      const { cohortVersion, policy, ...question } = request.body;
      const about = await askAboutCohort(context, id, { cohortVersion, policy }, view);
      return answer.code(201).send(await beginSweep(context, sweep, id, { ...question, ...about } as Ask));
    },
  );
  lookAndStop(app, context, { follow, path, sweep, reply, tags, params: ofCohortSweep });
}

interface BegunSweep<Ask, Answer> {
  follow: FollowJob;
  path: string;
  sweep: Sweep<Ask, Answer>;
  reply: z.ZodType;
  tags: string[];
  /** `id` is the cohort's, where there is one. */
  params: z.ZodType<{ sweep: string; id?: string }>;
}

function lookAndStop<Ask, Answer>(
  app: FastifyInstance,
  context: Context,
  { follow, path, sweep, reply, tags, params }: BegunSweep<Ask, Answer>,
): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    `${path}/:sweep`,
    {
      schema: {
        summary: 'A sweep as far as it is, with the time that is left and the answer so far',
        description: FOLLOWED,
        tags,
        params,
        response: { 200: reply, ...otherwise },
      },
    },
    (request, answer) => {
      const { id = null, sweep: own } = request.params;
      return follow(request as FastifyRequest, answer, own, () => readSweep(context, sweep, id, own));
    },
  );
  typed.post(
    `${path}/:sweep/stop`,
    {
      schema: {
        summary: 'Stop a sweep: it ends with what there is',
        tags,
        params,
        response: { 202: params, ...otherwise },
      },
    },
    async (request, answer) => {
      const { id = null, sweep: own } = request.params;
      await stopSweep(context, sweep, id, own);
      return answer.code(202).send(request.params);
    },
  );
}
