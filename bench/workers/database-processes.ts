import { readFileSync, readdirSync } from 'node:fs';

/** Ids of the processes of PostgreSQL that serve a database, by its name in what they call themselves. */
export function processesOf(database: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const command = readProc(pid, 'cmdline');
      return command.startsWith('postgres:') && command.includes(` ${database} `);
    });
}

/** A file of Linux about a process; empty where it has ended. */
export function readProc(pid: number, file: 'cmdline' | 'status' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
