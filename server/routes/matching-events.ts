import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RunStarted } from '#solver/contract/api/cohorts.ts';
import type { Context } from '../use-cases/context.ts';
import type { StoppableRun } from '../use-cases/runs.ts';
import { prepareTask, solvePrepared } from '../use-cases/solve-matching.ts';
import type { AnsweredQuestion, Question } from '../use-cases/solve-matching.ts';
import { EventStream, leaving } from './event-stream.ts';
import { errorReply } from './errors.ts';

export interface StreamedQuestion extends Question {
  revision: number;
  /** Seconds; as many as a plain answer has where none are named. */
  timeLimit?: number;
  /** What is remembered without proof is looked for again. */
  lookOn?: true;
  /** The answer as the plain route gives it. */
  toText: (question: StreamedQuestion, answered: AnsweredQuestion) => string;
}

/**
 * Answers a what-if as events: `started`, `progress` now and then, and `result` or `error` as the last. What is wrong with the question
 * itself is still a plain answer with its status: it is thrown before the first event.
 */
export async function streamMatching(
  context: Context,
  question: StreamedQuestion,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const prepared = await prepareTask(context, question);
  const run = context.runs.start(question.timeLimit);
  const gone = leaving(reply);
  const stream = new EventStream(reply);
  try {
    stream.send('started', startedText(run, question));
    const answered = await solvePrepared(context, prepared, {
      deadlineMs: run.deadlineMs,
      stop: run.stop,
      gone,
      looksOn: question.lookOn,
      onProgress: (progress) => stream.offer('progress', progress),
    });
    stream.end('result', question.toText(question, answered));
  } catch (error) {
    stream.end('error', JSON.stringify(errorReply(error, request.id, context.logger)));
  } finally {
    run.end();
  }
}

function startedText({ id, deadlineMs }: StoppableRun, { revision }: StreamedQuestion): string {
  const started: RunStarted = { id, revision, timeLimit: Math.ceil(deadlineMs / 1_000) };
  return JSON.stringify(started);
}
