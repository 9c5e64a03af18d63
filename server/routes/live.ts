import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { liveQuerySchema } from '#solver/contract/api/live.ts';
import type { Context } from '../use-cases/context.ts';
import { readNow, requireCohort } from '../use-cases/read-now.ts';
import { accountName } from './author.ts';
import { otherwise } from './bodies.ts';
import { EventStream } from './event-stream.ts';

/** What may wait for a browser that reads slowly. */
const BEHIND_BYTES = 256 * 1024;

export function liveRoutes(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/cohorts/:id/live',
    {
      schema: {
        summary: 'What changes in a cohort, and who has it on screen',
        description:
          'A stream of server-sent events that lasts until one side leaves: `now` once (versions as they stand), `viewers` whenever ' +
          'somebody comes or goes, and `change` whenever somebody has changed something. `window` is any id that the asker keeps; requests ' +
          'that change something name it in the header `x-mile-window`, and its reader in `x-mile-name` (percent-encoded). Whoever reads too ' +
          'slowly is dropped; coming back starts with `now`. 429 where too many windows listen.',
        tags: ['cohorts'],
        params: z.strictObject({ id: recordIdSchema }),
        querystring: liveQuerySchema,
        response: {
          200: {
            description: 'The events',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...otherwise,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await requireCohort(context, id);
      context.live.refuseTooMany(id, request.query.window);
      // Nothing follows the last event.
      void reply.header('connection', 'close');
      const stream = new EventStream(reply);
      const { window, name } = request.query;
      const leave = context.live.join(
        id,
        { window, name: accountName(request.asker) ?? name },
        {
          tell(event, json) {
            stream.send(event, json);
            return !stream.isBehind(BEHIND_BYTES) || stream.drop();
          },
          end: () => stream.end('bye', '{}'),
        },
      );
      reply.raw.once('close', leave);
      // Gone before anybody could notice.
      if (reply.raw.destroyed) leave();
      // Read once the line stands, so that no change falls between the two.
      stream.send('now', JSON.stringify(await readNow(context, id)));
    },
  );
}
