import type { Ask } from './ask.ts';
import type { InProcessService } from './in-process-service.ts';

export function askInProcess(service: InProcessService): Ask {
  return async (method, path, body) => {
    const reply = await service.send(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.text}`);
    return reply.body;
  };
}
