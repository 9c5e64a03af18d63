import { writeCsvForPeople } from '../../files/write-csv.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { StoredAccount } from '../../store/accounts.ts';

/** Who may use the service; no passwords. */
export function accountsFile(accounts: readonly StoredAccount[]): ArchiveFile {
  const rows = accounts.map(({ name, email, role, disabled, createdAt, seenAt }) => [
    ...[name, email, role, disabled ? 'yes' : 'no'],
    ...[createdAt, seenAt ?? ''],
  ]);
  const headers = ['Name', 'E-mail', 'Role', 'Disabled', 'Made', 'Last here'];
  return { path: 'accounts.csv', content: writeCsvForPeople({ headers, rows }) };
}
