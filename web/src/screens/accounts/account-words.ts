import { counted } from '../../parts/counted.ts';
import type { LeftBehind } from '../../session/outbox/left-behind.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** What signing out removes: "1 import and 2 match sets wait on this device …". */
export function leftWords({ sets, imports, policies }: LeftBehind): string {
  const parts = [
    ...(imports > 0 ? [counted(imports, 'import')] : []),
    ...(sets > 0 ? [counted(sets, 'match set')] : []),
    ...(policies > 0
      ? [counted(policies, 'change of weights, rules or pins', 'changes of weights, rules or pins')]
      : []),
  ];
  const [wait, are] = sets + imports + policies === 1 ? ['waits', 'is'] : ['wait', 'are'];
  return `${list.format(parts)} ${wait} on this device and ${are} not stored yet. Signing out removes what waits; open the cohort first to have it stored.`;
}
