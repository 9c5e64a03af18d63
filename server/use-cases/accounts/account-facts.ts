import type { Account } from '#solver/contract/api/accounts.ts';
import type { StoredAccount } from '../../store/accounts.ts';

/** An account as it is told: without its password's hash. */
export function accountFacts({ passwordHash: _secret, ...account }: StoredAccount): Account {
  return account;
}
