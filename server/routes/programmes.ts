import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { versionSchema } from '#solver/contract/api/cohorts.ts';
import {
  postcodesSchema,
  programmeCopySchema,
  programmeFileSchema,
  programmePatchSchema,
  programmeReplaceSchema,
  programmeSavedSchema,
  programmeSummarySchema,
} from '#solver/contract/api/programmes.ts';
import { slugSchema } from '#solver/contract/identifier.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import type { Context } from '../use-cases/context.ts';
import { addProgrammeFile, copyProgramme } from '../use-cases/programmes/add-programme.ts';
import {
  exportProgramme,
  listProgrammes,
  readPostcodes,
  readProgramme,
} from '../use-cases/programmes/read-programme.ts';
import { changeProgramme, replaceProgramme } from '../use-cases/programmes/save-programme.ts';
import { doerOf } from './author.ts';
import { otherwise, sendDownload } from './bodies.ts';

const tags = ['programmes'];
const params = z.strictObject({ id: slugSchema });
/** Without a version the newest. */
const querystring = z.strictObject({ version: z.coerce.number().pipe(versionSchema).optional() });
/** A programme with a map of a whole country. */
const BODY_LIMIT = 5 * 1024 * 1024;

export function programmeRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/programmes',
    {
      schema: {
        summary: 'The programmes that this service knows',
        tags,
        response: { 200: z.array(programmeSummarySchema), ...otherwise },
      },
    },
    () => listProgrammes(context),
  );
  typed.get(
    '/api/programmes/:id',
    {
      schema: {
        summary: 'The forms, lists, regions and default policy of a programme; postcodes are left out',
        tags,
        params,
        querystring,
        response: { 200: programmeSchema, ...otherwise },
      },
    },
    ({ params: { id }, query }) => readProgramme(context, id, query.version),
  );
  typed.get(
    '/api/programmes/:id/postcodes',
    {
      schema: {
        summary: 'The postcode areas of a programme',
        tags,
        params,
        querystring,
        response: { 200: postcodesSchema, ...otherwise },
      },
    },
    ({ params: { id }, query }) => readPostcodes(context, id, query.version),
  );
  typed.get(
    '/api/programmes/:id/export.json',
    {
      schema: {
        summary: 'A programme as one file',
        tags,
        params,
        querystring,
        response: { 200: z.any().meta({ description: 'The file, a mile-programme/1' }), ...otherwise },
      },
    },
    async ({ params: { id }, query }, reply) => {
      const text = await exportProgramme(context, id, query.version);
      return sendDownload(reply, Buffer.from(text), { name: `${id}.json`, type: 'application/json' });
    },
  );
  changingRoutes(app, context);
}

function changingRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const added = { 201: programmeSummarySchema, ...otherwise };
  const saved = { 200: programmeSavedSchema, ...otherwise };
  typed.post(
    '/api/programmes',
    { schema: { summary: 'Start from a copy', tags, body: programmeCopySchema, response: added } },
    async (request, reply) =>
      reply.code(201).send(await copyProgramme(context, request.body, doerOf(request))),
  );
  typed.post(
    '/api/programmes/files',
    {
      bodyLimit: BODY_LIMIT,
      schema: { summary: 'Add a programme out of a file', tags, body: programmeFileSchema, response: added },
    },
    async (request, reply) =>
      reply.code(201).send(await addProgrammeFile(context, request.body.programme, doerOf(request))),
  );
  typed.patch(
    '/api/programmes/:id',
    {
      bodyLimit: BODY_LIMIT,
      schema: { summary: 'Replace sections', tags, params, body: programmePatchSchema, response: saved },
    },
    (request) => changeProgramme(context, request.params.id, request.body, doerOf(request)),
  );
  typed.put(
    '/api/programmes/:id',
    {
      bodyLimit: BODY_LIMIT,
      schema: { summary: 'Replace by a file', tags, params, body: programmeReplaceSchema, response: saved },
    },
    (request) => replaceProgramme(context, request.params.id, request.body, doerOf(request)),
  );
}
