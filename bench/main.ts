import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { timeWhatIf } from './http/what-if.ts';
import { stamp } from './machine.ts';
import { report } from './report.ts';
import type { Results } from './report.ts';
import { compareEngines } from './solver/compare.ts';
import { timeScoring } from './solver/scoring.ts';

const progress = (line: string) => process.stderr.write(`${line}\n`);

const results: Results = {
  stamp: stamp(),
  engines: await compareEngines(progress),
  scoring: [
    { side: 60, rounds: 15 },
    { side: 1000, rounds: 5 },
  ].map(({ side, rounds }) => {
    progress(`scoring ${side} x ${side}`);
    return timeScoring(side, rounds);
  }),
  whatIf: [await timeWhatIf(60, progress)],
};

const folder = fileURLToPath(new URL('results', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/${results.stamp.commit}.json`, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(`${folder}/${results.stamp.commit}.md`, report(results));
process.stdout.write(report(results));
