import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { MileError } from '#solver/contract/errors.ts';
import type { Command } from './command.ts';

type Synopsis = Pick<Command, 'name' | 'synopsis' | 'purpose'>;

/** The commands as a person reads them. */
export function usageOf(commands: readonly Synopsis[]): string {
  const lines = commands.map(({ name, synopsis, purpose }) => `  ${name} ${synopsis}\n      ${purpose}`);
  return `Usage: npm run -s mile -- COMMAND\n\n${lines.join('\n')}\n`;
}

/** The words after a command; a flag that the command does not have is refused. */
export function parseWords<T extends ParseArgsConfig>(
  command: Synopsis,
  words: readonly string[],
  config: T,
) {
  try {
    return parseArgs({ ...config, args: [...words], strict: true });
  } catch (error) {
    throw badUsage(command, error instanceof Error ? error.message : String(error));
  }
}

/** Bad input, with how the command is used. */
export function badUsage(command: Synopsis, sentence: string): MileError {
  return new MileError('INVALID_INPUT', `${sentence}\n\n${usageOf([command])}`);
}
