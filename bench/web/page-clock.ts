import type { Page } from 'playwright-core';

/** Milliseconds of one input, on the page's own clock. */
export interface InputTiming {
  /** From the event's time stamp to the end of the frame that shows what it changed; waits for the next frame included. */
  painted: number;
  /** From its first listener to the end of all work that it caused, layout included. */
  work: number;
}

/** What the page keeps; its functions run there. */
export interface Clock {
  inputs: InputTiming[];
  settled: number[];
  /** Layout shifts as the standard scores them, right after input too. */
  shifts: number[];
}

/**
 * Times every `input` event of a slider, and from every pointer that is let go, switch or number to the painted match that the service
 * confirmed (its state has a new name).
 */
export async function startClock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const clock: Clock = { inputs: [], settled: [], shifts: [] };
    Object.assign(window, { benchClock: clock });
    const afterPaint = (done: () => void) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
      });

    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) clock.shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift' });

    let begun = 0;
    document.addEventListener('input', () => (begun = performance.now()), { capture: true });
    window.addEventListener('input', (event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'range') return;
      const started = begun;
      const timing: InputTiming = { painted: 0, work: 0 };
      // The page brings its document up to date in a microtask; this one comes after it.
      void Promise.resolve().then(() => {
        void document.body.offsetHeight;
        timing.work = performance.now() - started;
      });
      afterPaint(() => {
        timing.painted = performance.now() - event.timeStamp;
        clock.inputs.push(timing);
      });
    });

    let changedAt: number | undefined;
    document.addEventListener('change', (event) => (changedAt = event.timeStamp), { capture: true });
    new MutationObserver((changes) => {
      const isNamed = changes.some(
        ({ target }) => target instanceof HTMLElement && target.dataset['state'] !== undefined,
      );
      if (!isNamed || changedAt === undefined) return;
      const from = changedAt;
      changedAt = undefined;
      afterPaint(() => clock.settled.push(performance.now() - from));
    }).observe(document.body, { subtree: true, attributeFilter: ['data-state'] });
  });
}

/** What was measured so far, which is taken away. */
export async function readClock(page: Page): Promise<Clock> {
  return page.evaluate(() => {
    const { benchClock } = window as unknown as { benchClock: Clock };
    const { inputs, settled, shifts } = benchClock;
    Object.assign(benchClock, { inputs: [], settled: [], shifts: [] });
    return { inputs, settled, shifts };
  });
}
