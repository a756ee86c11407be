// The command line of the measurements: `npm run bench -- <command> …`. Progress goes to stderr, results to stdout.
import { existsSync } from 'node:fs';
import { breakOff } from './child.ts';
import { Usage } from './usage.ts';

/** Each is a file of `commands/` that exports `measure`. */
const COMMANDS = ['publish', 'readers', 'restart', 'desk', 'site', 'duel'];

async function main([name = '', ...args]: string[]): Promise<void> {
  if (!COMMANDS.includes(name)) throw new Usage(`${name ? `There is no command “${name}”` : 'A command is missing'}; the commands are ${COMMANDS.join(', ')}. See bench/README.md.`);
  const file = new URL(`./commands/${name}.ts`, import.meta.url);
  if (!existsSync(file)) throw new Usage(`The command “${name}” is not written yet.`);
  const { measure } = (await import(file.href)) as { measure: (args: string[]) => Promise<void> };
  await measure(args);
}

// A measurement that is broken off fails at the command it is waiting for, and so still clears up behind itself.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, breakOff);

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = error instanceof Usage ? 2 : 1;
  console.error(error instanceof Usage ? error.message : error);
}
