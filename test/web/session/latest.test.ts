import { describe, expect, it } from 'vitest';
import { Latest } from '../../../web/src/session/latest.ts';
import { remembered } from '../../../web/src/session/remembered.ts';

describe('only the newest question counts', () => {
  it('drops the answer to an older question, whichever comes first', async () => {
    const latest = new Latest();
    const older = Promise.withResolvers<string>();
    const newer = Promise.withResolvers<string>();
    const answers = [latest.ask(() => older.promise), latest.ask(() => newer.promise)];
    newer.resolve('new');
    older.resolve('old');
    expect(await Promise.all(answers)).toEqual([undefined, 'new']);
  });

  it('passes on what goes wrong now, and not what went wrong for an older question', async () => {
    const latest = new Latest();
    const older = Promise.withResolvers<string>();
    const first = latest.ask(() => older.promise);
    const second = latest.ask(() => Promise.reject(new Error('offline')));
    older.reject(new Error('of no interest'));
    await expect(first).resolves.toBeUndefined();
    await expect(second).rejects.toThrow('offline');
  });

  it('wants no answer any more once it was told to forget', async () => {
    const latest = new Latest();
    const answer = latest.ask(() => Promise.resolve('late'));
    latest.forget();
    expect(await answer).toBeUndefined();
  });
});

describe('what never changes is asked once', () => {
  it('gives the same answer again without asking, and asks again after a failure', async () => {
    const asked: string[] = [];
    const read = remembered((id) => {
      asked.push(id);
      return asked.length === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(`set ${id}`);
    });
    await expect(read('a')).rejects.toThrow('offline');
    expect([await read('a'), await read('a'), await read('b')]).toEqual(['set a', 'set a', 'set b']);
    expect(asked).toEqual(['a', 'a', 'b']);
  });
});
