import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { commentCreateSchema, commentSchema, commentsSchema } from '#solver/contract/api/comments.ts';
import { addComment, readComments, removeComment } from '../use-cases/comment.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { authorOf, doerOf } from './author.ts';
import { otherwise } from './bodies.ts';

const tags = ['comments'];
const params = z.strictObject({ id: recordIdSchema });

export function commentRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tell = (request: FastifyRequest, id: string) =>
    context.live.changed(id, { kind: 'comments', by: authorOf(request) });
  typed.get(
    '/api/cohorts/:id/comments',
    {
      schema: {
        summary: 'What was written about the pairs and people of a cohort',
        tags,
        params,
        response: { 200: commentsSchema, ...otherwise },
      },
    },
    ({ asker, blindness, params: { id } }) => readComments(context, id, viewOf(asker, blindness)),
  );
  typed.post(
    '/api/cohorts/:id/comments',
    {
      schema: {
        summary: 'Write a comment on a pair or a person',
        tags,
        params,
        body: commentCreateSchema,
        response: { 201: commentSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const comment = await addComment(context, id, request.body, request.asker, doerOf(request));
      tell(request, id);
      return reply.code(201).send(comment);
    },
  );
  typed.delete(
    '/api/cohorts/:id/comments/:comment',
    {
      schema: {
        summary: 'Remove a comment',
        tags,
        params: z.strictObject({ id: recordIdSchema, comment: recordIdSchema }),
        response: { 200: z.strictObject({}), ...otherwise },
      },
    },
    async (request) => {
      const { id, comment } = request.params;
      await removeComment(context, id, comment, request.asker, doerOf(request));
      tell(request, id);
      return {};
    },
  );
}
