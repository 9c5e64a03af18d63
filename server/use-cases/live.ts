import { MileError } from '#solver/contract/errors.ts';
import type { CohortChange, Viewer } from '#solver/contract/api/live.ts';

/** A connection to a browser that wants to hear of a cohort. */
export interface Line {
  /** False where the browser does not keep up: it is dropped, and comes back to what stands then. */
  tell(event: string, json: string): boolean;
  end(): void;
}

interface Listener {
  viewer: Viewer;
  line: Line;
}

/** Tells the other processes over the same store; undefined where there are none. */
export interface Elsewhere {
  tell(text: string): void;
}

/** Browsers that listen at once, in all and to one cohort. A committee has eight people with a few windows each. */
const LISTENERS = 500;
const LISTENERS_OF_COHORT = 100;

/** Tells everybody who has a cohort on screen of each other and of what changes. Nothing is kept: who was away reads what stands. */
export class Live {
  readonly #cohorts = new Map<string, Map<string, Listener>>();
  /** Cohorts where somebody came or went and nobody was told yet. */
  readonly #untold = new Set<string>();

  #elsewhere: Elsewhere | undefined;

  /** From now on changes are told elsewhere too. */
  shareWith(elsewhere: Elsewhere): void {
    this.#elsewhere = elsewhere;
  }

  /** A change that another process has told. */
  hear(text: string): void {
    const { cohortId, change } = JSON.parse(text) as { cohortId: string; change: CohortChange };
    this.#tell(cohortId, 'change', JSON.stringify(change));
  }

  /** Throws BUSY where too many listen for another window to join. */
  refuseTooMany(cohortId: string, window: string): void {
    const listeners = this.#cohorts.get(cohortId);
    if (listeners?.has(window)) return;
    let all = 0;
    for (const { size } of this.#cohorts.values()) all += size;
    if (all < LISTENERS && (listeners?.size ?? 0) < LISTENERS_OF_COHORT) return;
    throw new MileError(
      'BUSY',
      'Too many windows listen for changes. Close some of them; this one works without, and shows changes when it is loaded again.',
      { listeners: all },
    );
  }

  /**
   * A window's line to its cohort; a second line of the same window takes the place of the first. Gives the way to leave.
   */
  join(cohortId: string, viewer: Viewer, line: Line): () => void {
    const listeners = this.#cohorts.get(cohortId) ?? new Map<string, Listener>();
    listeners.get(viewer.window)?.line.end();
    const listener = { viewer, line };
    this.#cohorts.set(cohortId, listeners.set(viewer.window, listener));
    this.#tellViewers(cohortId);
    return () => this.#leave(cohortId, listener);
  }

  /** Tells everybody who listens to the cohort; who made the change hears it too, and knows the window as its own. */
  changed(cohortId: string, change: CohortChange): void {
    this.#tell(cohortId, 'change', JSON.stringify(change));
    this.#elsewhere?.tell(JSON.stringify({ cohortId, change }));
  }

  /** For the end of the service, and where changes may have been missed: windows that come again read what stands. */
  endAll(): void {
    for (const listeners of this.#cohorts.values()) for (const { line } of listeners.values()) line.end();
    this.#cohorts.clear();
  }

  #leave(cohortId: string, listener: Listener): void {
    const listeners = this.#cohorts.get(cohortId);
    if (listeners?.get(listener.viewer.window) !== listener) return;
    listeners.delete(listener.viewer.window);
    if (listeners.size === 0) this.#cohorts.delete(cohortId);
    else this.#tellViewers(cohortId);
  }

  /** Once for all who come or go in one turn: a crowd that leaves would otherwise leave a crowd of events behind. */
  #tellViewers(cohortId: string): void {
    if (this.#untold.has(cohortId)) return;
    this.#untold.add(cohortId);
    setImmediate(() => {
      this.#untold.delete(cohortId);
      this.#tellViewersNow(cohortId);
    });
  }

  #tellViewersNow(cohortId: string): void {
    const viewers = [...(this.#cohorts.get(cohortId)?.values() ?? [])].map(({ viewer }) => viewer);
    this.#tell(cohortId, 'viewers', JSON.stringify(viewers));
  }

  #tell(cohortId: string, event: string, json: string): void {
    const listeners = [...(this.#cohorts.get(cohortId)?.values() ?? [])];
    const behind = listeners.filter(({ line }) => !line.tell(event, json));
    for (const listener of behind) this.#leave(cohortId, listener);
  }
}
