import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  PROBLEM_LIMITS,
  newProblemSchema,
  problemPartsSchema,
  storedProblemSchema,
} from '#solver/contract/api/problems.ts';
import type { ProblemFileKind } from '../store/problem-files.ts';
import type { Context } from '../use-cases/context.ts';
import { readProblemFile } from '../use-cases/problems/read-problem-file.ts';
import {
  beginProblem,
  listProblems,
  putProblemPart,
  readProblem,
  removeProblem,
  solveStoredProblem,
} from '../use-cases/problems/stored-problems.ts';
import { keepBodiesAsBytes, otherwise, partOf, sendDownload } from './bodies.ts';
import { FOLLOWED } from './follow-job.ts';
import type { FollowJob } from './follow-job.ts';

const BYTES = 'application/octet-stream';
const JSON_FILE = 'application/json';
const tags = ['problems'];
const params = z.strictObject({ id: recordIdSchema });
const partParams = z.strictObject({
  id: recordIdSchema,
  part: z.coerce
    .number()
    .int()
    .min(0)
    .max(PROBLEM_LIMITS.parts - 1),
});

export function problemRoutes(app: FastifyInstance, context: Context, follow: FollowJob): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/problems',
    {
      schema: {
        summary: 'Problem files that were brought, newest first, with what came of them',
        tags,
        response: { 200: z.array(storedProblemSchema), ...otherwise },
      },
    },
    () => listProblems(context),
  );
  typed.post(
    '/api/problems',
    {
      schema: {
        summary: 'Begin to bring a problem file that is too large to wait for',
        description:
          'Its parts follow, as they stand in the file, and then it is handed to the workers. What has no end yet may be removed.',
        tags,
        body: newProblemSchema,
        response: { 201: storedProblemSchema, ...otherwise },
      },
    },
    async (request, reply) => reply.code(201).send(await beginProblem(context, request.body)),
  );
  typed.get(
    '/api/problems/:id',
    {
      schema: {
        summary: 'A problem file as far as it is',
        description: FOLLOWED,
        tags,
        params,
        response: { 200: storedProblemSchema, ...otherwise },
      },
    },
    (request, reply) => {
      const { id } = request.params;
      return follow(request as FastifyRequest, reply, id, () => readProblem(context, id));
    },
  );
  typed.delete(
    '/api/problems/:id',
    {
      schema: {
        summary: 'Remove a problem file and its result; a search for it ends',
        tags,
        params,
        response: { 200: params, ...otherwise },
      },
    },
    async (request) => {
      await removeProblem(context, request.params.id);
      return request.params;
    },
  );
  typed.post(
    '/api/problems/:id/solve',
    {
      schema: {
        summary: 'The file is whole: whatever worker has a place solves it',
        tags,
        params,
        body: problemPartsSchema,
        response: { 202: storedProblemSchema, ...otherwise },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await solveStoredProblem(context, request.params.id, request.body.parts)),
  );
  fileRoute(app, context, 'problem', 'The problem file as it was brought');
  fileRoute(app, context, 'result', 'The result file, with its proof');
}

function fileRoute(app: FastifyInstance, context: Context, file: ProblemFileKind, summary: string): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    `/api/problems/:id/${file}.json`,
    {
      schema: {
        summary,
        tags,
        params,
        response: {
          200: { description: 'The file', content: { [JSON_FILE]: { schema: z.file() } } },
          ...otherwise,
        },
      },
    },
    async (request, reply) => {
      const content = await readProblemFile(context, request.params.id, file);
      return sendDownload(reply, content, { name: `${file}.json`, type: JSON_FILE });
    },
  );
}

/** In a scope of its own: parts are bytes. */
export function problemPartRoutes(scope: FastifyInstance, context: Context): void {
  keepBodiesAsBytes(scope);
  scope.addContentTypeParser(BYTES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.withTypeProvider<ZodTypeProvider>().put(
    '/api/problems/:id/parts/:part',
    {
      bodyLimit: PROBLEM_LIMITS.partBytes,
      schema: {
        summary: 'A part of a problem file, counted from 0; the same part again takes its place',
        tags,
        consumes: [BYTES],
        params: partParams,
        body: z.file(),
        response: { 200: partParams, ...otherwise },
      },
    },
    async (request) => {
      const { id, part } = request.params;
      await putProblemPart(context, id, part, partOf(request));
      return request.params;
    },
  );
}
