import type {
  ErrorReply,
  MatchingReply,
  RunStarted,
  matchingRequestSchema,
} from '#solver/contract/api/cohorts.ts';
import type { ImportProgress } from '#solver/contract/api/import.ts';
import type { CohortChange, LiveNow, Viewer } from '#solver/contract/api/live.ts';
import type { MatchingProgress } from '#solver/contract/matching.ts';
import type { Input } from './schema-types.ts';
import { eventsOf, type ServerEvent } from './event-stream.ts';
import { cohort } from './paths.ts';
import { readerName, windowId } from './reader.ts';
import { ApiError, offline, refused, send } from './transport.ts';

/** What a question may hear while its answer is looked for. */
export interface MatchWatch {
  signal?: AbortSignal;
  onstarted?: (started: RunStarted) => void;
  onprogress?: (best: MatchingProgress) => void;
}

/** Asks as events: where the answer takes long, the best match so far comes before it. */
export async function match(
  id: string,
  body: Input<typeof matchingRequestSchema>,
  watch: MatchWatch = {},
): Promise<MatchingReply> {
  const path = `${cohort(id)}/matchings`;
  const response = await send('POST', path, body, watch.signal, 'text/event-stream');
  if (!response.body) throw offline();
  let reply: MatchingReply | undefined;
  await hearOut(response.body, watch.signal, ({ name, data }) => {
    if (name === 'started') watch.onstarted?.(JSON.parse(data) as RunStarted);
    else if (name === 'progress') watch.onprogress?.(JSON.parse(data) as MatchingProgress);
    else if (name === 'result') reply = JSON.parse(data) as MatchingReply;
  });
  if (reply) return reply;
  throw offline();
}

/** Hears an answer to its end, as far as the line holds; throws what the service refuses in it. */
async function hearOut(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  take: (event: ServerEvent) => void,
): Promise<void> {
  try {
    // To the end, which follows at once: breaking off would cost the connection.
    for await (const event of eventsOf(body)) {
      if (event.name === 'error') throw refused((JSON.parse(event.data) as ErrorReply).error);
      take(event);
    }
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error;
  }
}

/** What an import may hear while it is under way. */
export interface ImportWatch {
  signal?: AbortSignal;
  onprogress?: (progress: ImportProgress) => void;
}

/** Asks as events, for what comes as `result` after `progress`. */
export async function inEvents<Reply>(path: string, body: unknown, watch: ImportWatch = {}): Promise<Reply> {
  const response = await send('POST', path, body, watch.signal, 'text/event-stream');
  if (!response.body) throw offline();
  let reply: Reply | undefined;
  await hearOut(response.body, watch.signal, ({ name, data }) => {
    if (name === 'progress') watch.onprogress?.(JSON.parse(data) as ImportProgress);
    else if (name === 'result') reply = JSON.parse(data) as Reply;
  });
  if (reply === undefined) throw offline();
  return reply;
}

/** What a window hears of a cohort. */
export interface LiveWatch {
  signal: AbortSignal;
  onnow: (now: LiveNow) => void;
  onviewers: (viewers: Viewer[]) => void;
  onchange: (change: CohortChange) => void;
}

/** Listens until one side hangs up. */
export async function live(id: string, watch: LiveWatch): Promise<void> {
  const query = new URLSearchParams({ window: windowId, name: readerName() });
  const response = await send(
    'GET',
    `${cohort(id)}/live?${query}`,
    undefined,
    watch.signal,
    'text/event-stream',
  );
  if (!response.body) return;
  for await (const { name, data } of eventsOf(response.body)) {
    if (name === 'now') watch.onnow(JSON.parse(data) as LiveNow);
    else if (name === 'viewers') watch.onviewers(JSON.parse(data) as Viewer[]);
    else if (name === 'change') watch.onchange(JSON.parse(data) as CohortChange);
  }
}
