import { openStore } from '#server/store/store.ts';
import { TERMINAL } from '#server/use-cases/doer.ts';
import { runRetention } from '#server/use-cases/privacy/retention.ts';
import { killedAt } from './killed-at.ts';

/* Takes a cohort's personal data and says how many statements that took; or is killed before the one with the number that it is told. */
const [folder = '', cohort = '', number = 'Infinity'] = process.argv.slice(2);
const store = await openStore(folder);
const statements = killedAt(Number(number));
await runRetention(store, cohort, '2100-01-01', TERMINAL);
process.stdout.write(String(statements()));
await store.close();
