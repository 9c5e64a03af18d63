import { recall, remember } from '../parts/browser-memory.ts';

const NAME_KEY = 'mile-reader-name';

/** Whose something is that a browser keeps: the account's id; null where nobody signs in. */
export type Reader = string | null;

/** For what this browser names by itself; nobody else has it. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** This window, for as long as its page stands: the service tells by it whose change is whose. */
export const windowId = randomId();

/** The name that this browser's reader goes by where nobody signs in; empty where none was given. */
export function readerName(): string {
  return recall(NAME_KEY) ?? '';
}

export function nameReader(name: string): void {
  remember(NAME_KEY, name);
}

let account: string | undefined;

/** From now on requests say that they are meant in the name of this account; the service refuses them in any other. */
export function actAs(id: string | undefined): void {
  account = id;
}

/** Says in a request who sends it. */
export function readerHeaders(): Record<string, string> {
  return {
    'x-mile-window': windowId,
    'x-mile-name': encodeURIComponent(readerName()),
    ...(account !== undefined && { 'x-mile-account': account }),
  };
}
