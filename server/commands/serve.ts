import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Command } from './command.ts';
import { parseWords } from './usage.ts';

/** Compiled code lies beside the packages, for whoever may write there: the next start takes a quarter less time. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/mile-match', import.meta.url));

/** The service, until it is told to stop. */
export const serveCommand: Command = {
  name: 'serve',
  synopsis: '',
  purpose:
    'Starts the service. Settings: PORT (4567), HOST (127.0.0.1), DATA_DIR (./data), ORIGIN, TRUST_PROXY, MILE_OPEN, METRICS_TOKEN, REQUESTS_PER_MINUTE.',

  async run(words) {
    parseWords(serveCommand, words, { options: {} });
    // Threads read the place from the environment.
    enableCompileCache((process.env['NODE_COMPILE_CACHE'] ??= COMPILED));
    // Loaded only here: the other commands need no web server.
    const [{ readConfig }, { serve }] = await Promise.all([import('../config.ts'), import('../main.ts')]);
    await serve(readConfig(process.env));
    return 0;
  },
};
