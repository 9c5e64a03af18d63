import { openStore } from '#server/store/store.ts';

/* Brings the store of a folder up to the newest schema, having said that it begins. Meant to be killed. */
const [folder = ''] = process.argv.slice(2);
process.stdout.write('begun\n');
await (await openStore(folder)).close();
