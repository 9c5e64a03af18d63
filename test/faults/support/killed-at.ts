import { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * From now on this process counts its statements to SQLite, and is killed (-9) just before the one with this number: the machine's speed has no
 * say in where the kill falls. Gives a function that tells how many there were.
 */
export function killedAt(number: number): () => number {
  let statements = 0;
  function counted<Method extends (this: never, ...values: never[]) => unknown>(method: Method): Method {
    return function (this: never, ...values: never[]) {
      if ((statements += 1) >= number) process.kill(process.pid, 'SIGKILL');
      return method.apply(this, values);
    } as Method;
  }
  DatabaseSync.prototype.exec = counted(DatabaseSync.prototype.exec);
  StatementSync.prototype.run = counted(StatementSync.prototype.run);
  StatementSync.prototype.all = counted(StatementSync.prototype.all);
  return () => statements;
}
