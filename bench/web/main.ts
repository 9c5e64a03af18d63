/*
 * Times the bench screen in Chromium: node bench/web/main.ts [SIDE ...]     (default: 60 1000)
 * The page has to be built. Writes bench/results/<commit>-web.json and .md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stamp } from '../machine.ts';
import { launchChromium } from './browser.ts';
import { timeDrags } from './drag.ts';
import type { DragTiming } from './drag.ts';

const asked = process.argv.slice(2).map(Number);
const sides = asked.length > 0 ? asked : [60, 1000];

const shown = ({ median, p95, count }: DragTiming['settled']) =>
  `${median.toFixed(1)} / ${p95.toFixed(1)} (${count})`;

function reportOf(machine: ReturnType<typeof stamp>, timings: readonly DragTiming[]): string {
  return [
    `# The bench screen at commit ${machine.commit}${machine.dirty ? ' with uncommitted changes' : ''}`,
    `${machine.takenAt}, Node ${machine.node}, ${machine.cores} x ${machine.cpu}, load before ${machine.loadBefore.toFixed(1)}. Milliseconds: median / 95th percentile (count).`,
    [
      '| side | first match on screen | move: input to painted | move: work | let go to confirmed match | rule switched to new match |',
      '| --- | --- | --- | --- | --- | --- |',
      ...timings.map(
        ({ side, firstMatchMs, move, settled, switched }) =>
          `| ${side} | ${shown(firstMatchMs)} | ${shown(move.painted)} | ${shown(move.work)} | ${shown(settled)} | ${shown(switched)} |`,
      ),
    ].join('\n'),
    '',
  ].join('\n\n');
}

const machine = stamp();
const browser = await launchChromium();
try {
  const timings: DragTiming[] = [];
  for (const side of sides) {
    process.stderr.write(`${side} x ${side}\n`);
    timings.push(await timeDrags(browser, side, side > 200 ? 2 : 4));
  }
  const folder = fileURLToPath(new URL('../results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${machine.commit}-web`;
  writeFileSync(`${file}.json`, `${JSON.stringify({ stamp: machine, timings }, null, 2)}\n`);
  writeFileSync(`${file}.md`, reportOf(machine, timings));
  process.stdout.write(reportOf(machine, timings));
} finally {
  await browser.close();
}
