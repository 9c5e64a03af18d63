import type { Account } from '#solver/contract/api/accounts.ts';
import type { StoredAccount } from '../../store/accounts.ts';

/** An account as it is told: without its password's hash. */
export function accountFacts({ id, email, name, role, disabled, createdAt, seenAt }: StoredAccount): Account {
  return { id, email, name, role, disabled, createdAt, seenAt };
}
