interface Options<T> {
  extract?: (item: T) => string;
}

interface Result<T> {
  string: string;
  /** Decap drops entries under 6; earlier and denser matches come first. */
  score: number;
  index: number;
  original: T;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * Stands in for the package `fuzzy`: finds the entries that contain what was typed. The package scores by runs of letters,
 * and a Chinese word of two signs never reaches the score that Decap asks for: 通知 found nothing.
 * Several words, divided by spaces, must all be there. Nothing typed matches everything.
 */
export function filter<T>(pattern: string, items: readonly T[], { extract = String }: Options<T> = {}): Result<T>[] {
  const words = plain(pattern).split(/\s+/).filter(Boolean);
  return items
    .map((original, index) => ({ string: extract(original) ?? '', score: 0, index, original }))
    .flatMap((result) => {
      const text = plain(result.string);
      const places = words.map((word) => text.indexOf(word));
      if (places.includes(-1)) return [];
      return [{ ...result, score: 100 + words.join('').length / (1 + text.length) - Math.max(0, ...places) / 1000 }];
    })
    .sort((a, b) => b.score - a.score || a.index - b.index);
}

/** Whether a text contains what was typed. */
export const test = (pattern: string, text: string): boolean => filter(pattern, [text]).length > 0;

export default { filter, test };
