import type { Command } from './command.ts';

/** The commands by name; each is loaded only when it is asked for, so that none waits for what another needs. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  match: async () => (await import('./match.ts')).matchCommand,
  solve: async () => (await import('./solve.ts')).solveCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  replay: async () => (await import('./replay.ts')).replayCommand,
  simulate: async () => (await import('./simulate.ts')).simulateCommand,
  explore: async () => (await import('./explore.ts')).exploreCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  erase: async () => (await import('./person.ts')).eraseCommand,
  export: async () => (await import('./export-all.ts')).exportAllCommand,
  'export-person': async () => (await import('./person.ts')).exportPersonCommand,
  retention: async () => (await import('./retention.ts')).retentionCommand,
  move: async () => (await import('./move.ts')).moveCommand,
  problem: async () => (await import('./problem.ts')).problemCommand,
  record: async () => (await import('./record.ts')).recordCommand,
  user: async () => (await import('./user.ts')).userCommand,
  work: async () => (await import('./work.ts')).workCommand,
};
