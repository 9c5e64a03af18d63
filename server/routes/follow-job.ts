import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LongJobStatus } from '#solver/contract/api/long-jobs.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { JobNews } from '../use-cases/long-jobs/job-news.ts';
import { EventStream, wantsEvents } from './event-stream.ts';

/** Between two tellings: what is told may be put together from thousands of parts. */
const PAUSE_MS = 500;
/** News that were missed, because a connection of the database broke, are made good after this long. */
const LOOK_MS = 10_000;
const FOLLOWERS = 500;

/** For the description of a route that can be followed. */
export const FOLLOWED =
  'Asked with `Accept: text/event-stream` it tells the same as events: `now` at once and whenever something has come of it, on whatever machine, and `end` as the last.';

interface Standing {
  status: LongJobStatus | 'arriving';
}

/** A long calculation as it stands; to who asks for events, also whatever becomes of it. `read` throws where there is none. */
export type FollowJob = <Now extends Standing>(
  request: FastifyRequest,
  reply: FastifyReply,
  job: string,
  read: () => Promise<Now>,
) => Promise<Now | undefined>;

/** Streams end with the service, so that it need not wait for them. */
export function jobFollowing(app: FastifyInstance, news: JobNews): FollowJob {
  const followers = new Set<JobFollower>();
  app.addHook('preClose', async () => {
    for (const follower of followers) follower.end();
  });
  return async (request, reply, job, read) => {
    const now = await read();
    if (!wantsEvents(request)) return now;
    if (followers.size >= FOLLOWERS) throw tooMany();
    // Nothing follows the last event.
    void reply.header('connection', 'close');
    const follower = new JobFollower(new EventStream(reply), read);
    followers.add(follower);
    const leave = news.listen((item) => void (item.job === job && follower.hear()));
    reply.raw.once('close', () => {
      leave();
      follower.end();
      followers.delete(follower);
    });
    // Read once more: something may have come between the first look and the listening.
    follower.hear();
    return undefined;
  };
}

/** Tells one asker, at most so often, what stands. */
class JobFollower {
  readonly #stream: EventStream;
  readonly #read: () => Promise<Standing>;
  readonly #looking: ReturnType<typeof setInterval>;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #isTelling = false;
  #hasNews = false;
  #isOver = false;

  constructor(stream: EventStream, read: () => Promise<Standing>) {
    this.#stream = stream;
    this.#read = read;
    this.#looking = setInterval(() => this.hear(), LOOK_MS).unref();
  }

  hear(): void {
    this.#hasNews = true;
    if (!this.#isTelling && !this.#isOver) void this.#tell();
  }

  end(): void {
    if (this.#isOver) return;
    this.#stop();
    this.#stream.end('bye', '{}');
  }

  async #tell(): Promise<void> {
    this.#isTelling = true;
    this.#hasNews = false;
    try {
      const now = await this.#read();
      if (this.#isOver) return;
      const isUnderWay = now.status === 'waiting' || now.status === 'running';
      if (isUnderWay || now.status === 'arriving') this.#stream.offer('now', JSON.stringify(now));
      else this.#endWith(now);
    } catch {
      // The store is away, or it was removed: who comes again hears which.
      this.end();
    }
    this.#pause = setTimeout(() => {
      this.#isTelling = false;
      if (this.#hasNews) this.hear();
    }, PAUSE_MS).unref();
  }

  #endWith(now: Standing): void {
    this.#stop();
    this.#stream.end('end', JSON.stringify(now));
  }

  #stop(): void {
    this.#isOver = true;
    clearInterval(this.#looking);
    clearTimeout(this.#pause);
  }
}

function tooMany(): MileError {
  return new MileError(
    'BUSY',
    'Too many windows listen to long calculations. Close some of them; asked without events, this one answers.',
    { followers: FOLLOWERS },
  );
}
