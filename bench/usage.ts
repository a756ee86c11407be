/** The command line asks for something that is not there. The message is a sentence for the operator; the exit code is 2. */
export class Usage extends Error {
  override name = 'Usage';
}

/** A whole number of at least `least` out of an option. Throws `Usage`. */
export function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least) throw new Usage(`--${option} takes a whole number of at least ${least}, not “${value}”.`);
  return number;
}

/** A list of known names out of an option. Throws `Usage`. */
export function namesOf<N extends string>(option: string, value: string, known: readonly N[]): N[] {
  const names = value.split(',').map((name) => name.trim()).filter(Boolean);
  const unknown = names.find((name) => !known.includes(name as N));
  if (unknown !== undefined || names.length === 0) throw new Usage(`--${option} does not know “${unknown ?? value}”; it takes a list of ${known.join(', ')}.`);
  return names as N[];
}
