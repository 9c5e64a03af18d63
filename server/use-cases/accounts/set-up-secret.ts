import { newToken } from '../../auth/tokens.ts';
import type { Repositories } from '../../store/store.ts';

const NAME = 'set-up';

/**
 * What the link holds that makes the first account: the same in all processes over a store, for it may be opened at whichever a proxy chooses, and at
 * every start, until there is an account; from then on one that opens nothing.
 */
export async function setUpSecret({ accounts, secrets }: Repositories): Promise<string> {
  return (await accounts.any()) ? newToken() : secrets.kept(NAME, newToken());
}

/** There is an account: nothing that opens anything stays in the store. */
export function forgetSetUpSecret({ secrets }: Repositories): Promise<void> {
  return secrets.remove(NAME);
}
