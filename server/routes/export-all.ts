import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Context } from '../use-cases/context.ts';
import { exportEverything } from '../use-cases/export-all/export-everything.ts';
import { doerOf } from './author.ts';
import { otherwise, sendDownload } from './bodies.ts';

const TYPE = 'application/zip';

/** Everything in one archive. It is written down who took it, so it is no GET. */
export function exportAllRoutes(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/export',
    {
      schema: {
        summary: 'Everything that is kept, as a zip of JSON and CSV files with a README',
        tags: ['downloads'],
        response: {
          200: { description: 'The archive', content: { [TYPE]: { schema: z.file() } } },
          ...otherwise,
        },
      },
    },
    async (request, reply) => {
      const { asker } = request;
      const account = asker.state === 'signed-in' ? asker.account.id : undefined;
      const archive = await exportEverything(context.store, context.pools.files, {
        by: doerOf(request),
        account,
      });
      return sendDownload(reply, archive, { name: 'mile-match.zip', type: TYPE });
    },
  );
}
