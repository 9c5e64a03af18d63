import { openStore } from '#server/store/store.ts';
import { killedAt } from './killed-at.ts';

/* Brings the store of a folder up to the newest schema and says how many statements that took; or is killed before the one with the number that it is told. */
const [folder = '', number = 'Infinity'] = process.argv.slice(2);
const statements = killedAt(Number(number));
await (await openStore(folder)).close();
process.stdout.write(String(statements()));
