import { eventsOf } from '../../web/src/api/event-stream.ts';

export interface Told<Now> {
  name: string;
  now: Now;
}

/** What is told at an address as events, until the last of them, or until `isEnough`. */
export async function followEvents<Now>(
  url: string,
  isEnough: (told: Told<Now>) => boolean = () => false,
): Promise<Told<Now>[]> {
  const reply = await fetch(url, { headers: { accept: 'text/event-stream' } });
  if (!reply.ok || !reply.body) throw new Error(await reply.text());
  const all: Told<Now>[] = [];
  for await (const { name, data } of eventsOf(reply.body)) {
    const told = { name, now: JSON.parse(data) as Now };
    all.push(told);
    if (isEnough(told)) break;
  }
  return all;
}
