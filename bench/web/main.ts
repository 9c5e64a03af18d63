/*
 * Times the bench screen in Chromium: node bench/web/main.ts [SIDE ...]     (default: 60 1000)
 * The page has to be built. Writes bench/results/<commit>-web.json and .md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stamp } from '../machine.ts';
import { launchChromium } from './browser.ts';
import { firstScreenBytes } from './first-screen.ts';
import { measureBench } from './measure.ts';
import type { BenchTiming } from './measure.ts';
import { reportOf } from './report.ts';

const asked = process.argv.slice(2).map(Number);
const sides = asked.length > 0 ? asked : [60, 1000];

const machine = stamp();
const firstScreen = firstScreenBytes();
const browser = await launchChromium();
try {
  const timings: BenchTiming[] = [];
  for (const side of sides) {
    process.stderr.write(`${side} x ${side}\n`);
    timings.push(await measureBench(browser, side, side > 200 ? 2 : 4));
  }
  const folder = fileURLToPath(new URL('../results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${machine.commit}-web`;
  const results = { stamp: machine, firstScreenBytes: firstScreen, timings };
  writeFileSync(`${file}.json`, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(`${file}.md`, reportOf(machine, timings, firstScreen));
  process.stdout.write(reportOf(machine, timings, firstScreen));
} finally {
  await browser.close();
}
