import type { Policy } from '#solver/contract/policy/policy.ts';

type Levels = Policy['levels'];

export type AimName = 'total' | 'weakest' | 'even';

/** What a match is best at, once as many people as possible are matched. */
export const AIMS: Readonly<Record<AimName, { label: string; help: string; levels: Levels }>> = {
  total: {
    label: 'best total',
    help: 'All fits together are as high as can be.',
    levels: ['matched', 'score'],
  },
  weakest: {
    label: 'protect the weakest',
    help: 'The lowest fit is as high as can be, then the total.',
    levels: ['matched', 'weakest', 'score'],
  },
  even: {
    label: 'even spread',
    help: 'The lowest fit first, then the next lowest, and so on.',
    levels: ['matched', 'leximin', 'score'],
  },
};

/** The aim that levels stand for; undefined where a file brought others. */
export function aimOf(levels: Levels): AimName | undefined {
  const names = Object.keys(AIMS) as AimName[];
  return names.find((name) => AIMS[name].levels.join() === levels.join());
}
