import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Load } from '../jobs/job-pool.ts';

/** Seconds; a what-if takes some milliseconds, a search up to two minutes. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 120];

export interface Observed {
  /** What each pool of threads has to do, by the pool's name. */
  loads: () => Readonly<Record<string, Load>>;
  /** Bytes of the store, undefined where it is not a file of this machine. */
  storeBytes: () => number | undefined;
}

/**
 * What a machine may know of the service: counts, times and sizes. Labels are methods, route patterns, statuses and names of pools, never
 * an address that was asked for, an id or a name.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;

  constructor(observed: Observed) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: 'mile_request_duration_seconds',
      help: 'Requests by method, route and status, from the first byte to the last of the answer',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    const pool = (name: string, help: string, figure: keyof Load) =>
      new Gauge({
        name,
        help,
        labelNames: ['pool'],
        registers,
        collect() {
          for (const [label, load] of Object.entries(observed.loads()))
            this.set({ pool: label }, load[figure]);
        },
      });
    pool('mile_pool_busy', 'Calculations under way', 'busy');
    pool('mile_pool_waiting', 'Calculations that wait for a thread', 'waiting');
    pool('mile_pool_threads', 'Threads that can calculate', 'threads');
    new Gauge({
      name: 'mile_store_bytes',
      help: 'Size of the store with what is not folded into it yet',
      registers,
      collect() {
        this.set(observed.storeBytes() ?? 0);
      },
    });
  }

  /** One answered request. */
  answered(labels: { method: string; route: string; status: number }, seconds: number): void {
    this.#requests.observe(labels, seconds);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** In Prometheus' text form. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** A service that ended leaves no timers and no observers behind. */
  close(): void {
    this.#registry.clear();
  }
}
