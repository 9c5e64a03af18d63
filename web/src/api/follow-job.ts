import { eventsOf } from './event-stream.ts';
import { offline, send } from './transport.ts';

/** What is heard of a long calculation. */
export interface JobWatch<Now> {
  signal: AbortSignal;
  /** How it stands: at once, and whenever something has come of it. */
  onnow: (now: Now) => void;
}

/** Listens until the calculation has ended, or the service hangs up. Throws where it is not there, or the service is out of reach. */
export async function followJob<Now>(path: string, { signal, onnow }: JobWatch<Now>): Promise<void> {
  const response = await send('GET', path, undefined, signal, 'text/event-stream');
  if (!response.body) throw offline();
  try {
    for await (const { name, data } of eventsOf(response.body))
      if (name === 'now' || name === 'end') onnow(JSON.parse(data) as Now);
  } catch (error) {
    if (!signal.aborted) throw offline();
    throw error;
  }
}
