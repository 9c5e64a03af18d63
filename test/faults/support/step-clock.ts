import { statSync } from 'node:fs';

/*
 * Loaded before a program (`--import`), in its threads as well: the clock on the wall is ahead by as many seconds as the file STEPPED_CLOCK has bytes
 * above 10,000, or behind by as many as it has fewer. The monotonic clock goes on, as it does on a machine whose clock is set.
 */
const MIDDLE = 10_000;
const file = process.env.STEPPED_CLOCK ?? '';
const RealDate = Date;
const steppedBy = () => ((statSync(file, { throwIfNoEntry: false })?.size ?? MIDDLE) - MIDDLE) * 1_000;
const now = () => RealDate.now() + steppedBy();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, values) => Reflect.construct(target, values.length === 0 ? [now()] : values) as object,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
