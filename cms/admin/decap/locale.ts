import { zh_Hans } from 'decap-cms-locales';
import { mended } from './phrases.ts';

type Phrases = { readonly [key: string]: string | Phrases };

const isPhrases = (value: string | Phrases | undefined): value is Phrases => typeof value === 'object';

function merged(theirs: Phrases, ours: Phrases): Phrases {
  const both = { ...theirs };
  for (const [key, value] of Object.entries(ours)) {
    const before = theirs[key];
    both[key] = isPhrases(value) && isPhrases(before) ? merged(before, value) : value;
  }
  return both;
}

/** All that Decap says, in Chinese: its own `zh_Hans` with what it lacks or has wrong from `phrases.ts`. */
export const phrases: Phrases = merged(zh_Hans, mended);
