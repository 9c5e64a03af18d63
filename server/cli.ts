import { MileError } from '#solver/contract/errors.ts';
import { COMMANDS } from './commands/commands.ts';
import { describeError, exitCodeOf } from './commands/failure.ts';
import { endQuietlyOnClosedPipe } from './commands/output.ts';
import { usageOf } from './commands/usage.ts';

/** Runs one command and gives the exit code: 0 done, 1 a claim is false or something broke, 2 bad input. */
async function run([name = '', ...words]: readonly string[]): Promise<number> {
  try {
    if (name === 'help' || name === '--help') {
      process.stdout.write(await fullUsage());
      return 0;
    }
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) throw await unknownCommand(name);
    const command = await load();
    if (words.includes('--help')) {
      process.stdout.write(command.help?.(words) ?? usageOf([command]));
      return 0;
    }
    return await command.run(words);
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    return exitCodeOf(error);
  }
}

async function unknownCommand(name: string): Promise<MileError> {
  const names = Object.keys(COMMANDS).join(', ');
  const sentence = name === '' ? 'Name a command.' : `There is no command "${name}".`;
  return new MileError('UNKNOWN_COMMAND', `${sentence} The commands: ${names}.\n\n${await fullUsage()}`, {
    name,
  });
}

async function fullUsage(): Promise<string> {
  return usageOf(await Promise.all(Object.values(COMMANDS).map((load) => load())));
}

endQuietlyOnClosedPipe();
process.exitCode = await run(process.argv.slice(2));
