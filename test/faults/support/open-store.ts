import { DatabaseSync, StatementSync } from 'node:sqlite';
import { openStore } from '#server/store/store.ts';

/*
 * Brings the store of a folder up to the newest schema and says how many statements that took; or, where it is told a number, is killed (-9) just before the
 * statement with that number: the machine's speed has no say in where the kill falls.
 */
const [folder = '', killedAt = 'Infinity'] = process.argv.slice(2);
let statements = 0;

function killedInTime<Method extends (this: never, ...values: never[]) => unknown>(method: Method): Method {
  return function (this: never, ...values: never[]) {
    if ((statements += 1) >= Number(killedAt)) process.kill(process.pid, 'SIGKILL');
    return method.apply(this, values);
  } as Method;
}

DatabaseSync.prototype.exec = killedInTime(DatabaseSync.prototype.exec);
StatementSync.prototype.run = killedInTime(StatementSync.prototype.run);
StatementSync.prototype.all = killedInTime(StatementSync.prototype.all);
await (await openStore(folder)).close();
process.stdout.write(String(statements));
