import type { LoadTiming } from './http/load.ts';
import type { PressureTiming } from './http/pressure.ts';
import type { WhatIfTiming } from './http/what-if.ts';
import type { Stamp } from './machine.ts';
import type { Comparison } from './solver/compare.ts';
import type { ExploreTiming } from './solver/explore/timing.ts';
import type { LevelsTiming } from './solver/levels.ts';
import type { PolicyChangeTiming } from './solver/policy-change.ts';
import type { ScoringTiming } from './solver/scoring.ts';
import type { WarmStartTiming } from './solver/warm-start.ts';

/** Everything one run of the bench measured; a part that was not asked for is empty. */
export interface Results {
  readonly stamp: Stamp;
  readonly groups: readonly string[];
  /** Peers that this machine does not have, in sentences. */
  readonly leftOut: readonly string[];
  readonly comparisons: readonly Comparison[];
  /** Instances with quotas, stopped after 200 ms: the gap that is then open; undefined where there is no match yet. */
  readonly anytime: readonly { readonly instance: string; readonly gap?: number }[];
  readonly levels: readonly LevelsTiming[];
  readonly explore: readonly ExploreTiming[];
  readonly policyChange: readonly PolicyChangeTiming[];
  readonly warmStart: readonly WarmStartTiming[];
  readonly scoring: readonly ScoringTiming[];
  readonly whatIf: readonly WhatIfTiming[];
  readonly load: readonly LoadTiming[];
  readonly pressure: readonly PressureTiming[];
}
