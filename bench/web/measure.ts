import type { Browser } from 'playwright-core';
import { startService } from '../http/service.ts';
import { storeCohort } from '../http/what-if.ts';
import { timeDrags } from './drag.ts';
import type { DragTiming } from './drag.ts';
import { timeGrid } from './grid-frames.ts';
import type { GridTiming } from './grid-frames.ts';

/** What one cohort's bench reaches in the browser. */
export interface BenchTiming {
  readonly side: number;
  readonly drag: DragTiming;
  readonly grid: GridTiming;
}

/** A service of its own with a simulated cohort of `side` a side, its sliders dragged `rounds` times, its grid scrolled. */
export async function measureBench(browser: Browser, side: number, rounds: number): Promise<BenchTiming> {
  const service = await startService();
  try {
    const { id } = await storeCohort(service.origin, side);
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    const address = `${service.origin}/#/cohorts/${id}/bench`;
    const drag = await timeDrags(page, address, rounds);
    return { side, drag, grid: await timeGrid(page, address) };
  } finally {
    await service.stop();
  }
}
