import type { Command } from './command.ts';
import { parseWords } from './usage.ts';

/** The service, until it is told to stop. */
export const serveCommand: Command = {
  name: 'serve',
  synopsis: '',
  purpose:
    'Starts the service. Settings: PORT (4567), HOST (127.0.0.1), DATA_DIR (./data), ORIGIN, TRUST_PROXY, MILE_OPEN, METRICS_TOKEN, REQUESTS_PER_MINUTE.',

  async run(words) {
    parseWords(serveCommand, words, { options: {} });
    // Loaded only here: the other commands need no web server.
    const [{ readConfig }, { serve }] = await Promise.all([import('../config.ts'), import('../main.ts')]);
    await serve(readConfig(process.env));
    return 0;
  },
};
