import { startPools } from '#server/jobs/pools.ts';
for (const [engine, sides] of [['auto', [500, 1000, 2000]], ['glpk', [100,200, 400]], ['highs', [100,200, 400]]] as const) {
  const pools = startPools({ onFault: (f) => console.log(f) });
  for (const side of sides) {
  const m = await pools.lab.measure({ size: { participants: side, mentors: side }, shape: { programme: 'minnesota', seed: 1, capacity: null, quotas: 'programme' }, engine, seconds: 30 }, new AbortController().signal);
  if (m.kind === 'measured') console.log(engine, side, m.allowedPairs, m.status, Math.round(m.memoryBytes/1e6)+' MB', Math.round(m.memoryBytes/m.allowedPairs), 'B/pair', m.repeats, JSON.stringify(m.milliseconds), 'rss', Math.round(process.memoryUsage().rss/1e6));
  else console.log(m);
  }
  await pools.destroy();
}
process.exit(0)
