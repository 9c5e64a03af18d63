import { request } from 'node:http';
import type { Agent } from 'node:http';
import type { DrawnRequest } from './draw-request.ts';

export interface Answered {
  status: number;
  text: string;
}

/** Longer than any deadline of the service: what takes longer hangs. */
const HANGS_MS = 60_000;

/** Sends a request as it is. Of a stream of events the beginning is read, which ends the work behind it. Rejects where nothing comes back. */
export function sendRequest(
  origin: string,
  agent: Agent,
  { method, path, headers, body }: DrawnRequest,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method, headers, agent, timeout: HANGS_MS }, (reply) => {
      const status = reply.statusCode ?? 0;
      let text = '';
      const end = () => resolve({ status, text });
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => {
        text += chunk;
        if (reply.headers['content-type']?.startsWith('text/event-stream')) sent.destroy();
      });
      reply.on('close', end);
      reply.on('error', end);
    });
    sent.on('timeout', () => sent.destroy(new Error('nothing came back')));
    sent.on('error', reject);
    sent.end(body);
  });
}
