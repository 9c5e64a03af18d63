import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engines } from '#solver/engines/load.ts';
import { compareOn } from './compare.ts';
import type { Comparison } from './compare.ts';
import type { Group } from './groups.ts';
import { commandLinePeers } from './peers/command-line.ts';
import type { Peer } from './peers/peer.ts';
import { KERNEL, lemonPeers, MILE_MATCH, NPM_PEERS, scipyPeers } from './peers/processes.ts';

/** Ours against every peer that this machine has. */
export class Matching {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mile-bench-'));
  readonly #engines: Engines;
  readonly #report: (line: string) => void;
  #peers: readonly Peer[] = [];
  readonly leftOut: string[] = [];

  constructor(engines: Engines, report: (line: string) => void) {
    this.#engines = engines;
    this.#report = report;
  }

  /** Finds out which peers there are. */
  async gatherPeers(): Promise<void> {
    const missing = (line: string) => {
      this.leftOut.push(line);
      this.#report(line);
    };
    this.#peers = [
      KERNEL,
      ...NPM_PEERS,
      ...(await scipyPeers(missing)),
      ...(await lemonPeers(this.#folder, missing)),
      ...(await commandLinePeers(missing)),
    ];
  }

  async compare({ effort, instances }: Group): Promise<Comparison[]> {
    const comparisons: Comparison[] = [];
    for (const make of instances) {
      const instance = make(this.#engines);
      this.#report(instance.name);
      const comparison = await compareOn(instance, MILE_MATCH, this.#peers, this.#folder, effort);
      comparisons.push(comparison);
      for (const { name, ms, verdict } of comparison.contenders)
        this.#report(`  ${name.padEnd(24)} ${ms === undefined ? '' : ms.toFixed(2).padStart(10)} ${verdict}`);
    }
    return comparisons;
  }

  /** What ours has after `limitMs`, proven or not, once it is warm. */
  async stoppedAfter(limitMs: number, { instances }: Group): Promise<{ instance: string; gap?: number }[]> {
    const stopped: { instance: string; gap?: number }[] = [];
    for (const make of instances) {
      const instance = make(this.#engines);
      this.#report(`${instance.name}, stopped after ${limitMs} ms`);
      const effort = { rounds: 2, budgetMs: Infinity, limitMs };
      const { contenders } = await compareOn(instance, MILE_MATCH, [], this.#folder, effort);
      const [ours] = contenders;
      stopped.push({
        instance: instance.name,
        ...(ours?.verdict === 'same' || ours?.verdict === 'better' || ours?.verdict === 'worse'
          ? { gap: ours.gap ?? 0 }
          : {}),
      });
    }
    return stopped;
  }

  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
