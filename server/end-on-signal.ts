import type { Logger } from 'pino';
import { errorFields } from './log.ts';

/** Ends the process in good order at SIGINT and SIGTERM; a second signal is somebody who does not want to wait. */
export function endOnSignal(logger: Logger, close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      logger.info({ signal }, 'stopping');
      void close().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error(errorFields(error), 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}
