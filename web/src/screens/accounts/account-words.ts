import { counted } from '../../parts/counted.ts';
import type { LeftBehind } from '../../session/outbox/left-behind.ts';

/** What signing out removes: "1 import and 2 match sets wait on this device …". */
export function leftWords({ sets, imports }: LeftBehind): string {
  const parts = [
    ...(imports > 0 ? [counted(imports, 'import')] : []),
    ...(sets > 0 ? [counted(sets, 'match set')] : []),
  ];
  const verb = sets + imports === 1 ? 'waits' : 'wait';
  return `${parts.join(' and ')} ${verb} on this device and ${verb === 'waits' ? 'is' : 'are'} not stored yet. Signing out removes what waits; open the cohort first to have it stored.`;
}
