import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUnderWay } from '#solver/contract/api/long-jobs.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { JobNews } from '../use-cases/long-jobs/job-news.ts';
import { EventStream, wantsEvents } from './event-stream.ts';
import { FollowedJob } from './followed-job.ts';
import type { Standing } from './followed-job.ts';

/** Who follows at once, whatever jobs. */
export const FOLLOWERS = 500;

/** For the description of a route that can be followed. */
export const FOLLOWED =
  'Asked with `Accept: text/event-stream` it tells the same as events: `now` at once and whenever something has come of it, on whatever machine, and `end` as the last.';

/**
 * A long calculation as it stands; to who asks for events, also whatever becomes of it. `read` throws where there is none, and
 * gives the same to everybody who may ask for this job.
 */
export type FollowJob = <Now extends Standing>(
  request: FastifyRequest,
  reply: FastifyReply,
  job: string,
  read: () => Promise<Now>,
) => Promise<Now | undefined>;

/** Once for a service: those who follow are counted together. Streams end with the service, so that it need not wait for them. */
export function jobFollowing(app: FastifyInstance, news: JobNews): FollowJob {
  const jobs = new Map<string, FollowedJob>();
  news.listen(({ job, status }) => {
    if (isUnderWay(status)) jobs.get(job)?.hear();
    else jobs.get(job)?.hearEnd();
  });
  app.addHook('preClose', async () => {
    for (const followed of jobs.values()) followed.end();
  });
  return async (request, reply, job, read) => {
    const now = await read();
    // Who has left already would never be heard leaving.
    if (!wantsEvents(request) || reply.raw.destroyed) return now;
    refuseTooMany(jobs);
    // Nothing follows the last event.
    void reply.header('connection', 'close');
    const stream = new EventStream(reply);
    const followed = jobs.get(job) ?? new FollowedJob(read, () => jobs.delete(job));
    jobs.set(job, followed);
    followed.join(stream, now);
    reply.raw.once('close', () => followed.leave(stream));
    return undefined;
  };
}

function refuseTooMany(jobs: ReadonlyMap<string, FollowedJob>): void {
  let followers = 0;
  for (const { size } of jobs.values()) followers += size;
  if (followers < FOLLOWERS) return;
  throw new MileError(
    'BUSY',
    'Too many windows listen to long calculations. Close some of them; asked without events, this one answers.',
    { followers },
  );
}
