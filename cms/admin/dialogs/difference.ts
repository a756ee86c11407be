/** A line of one of two texts, and whether the other has it too. */
export interface Line {
  text: string;
  same: boolean;
}

/** Beyond this many comparisons the middle of the texts is marked as a whole: the page must not stall. */
const MOST = 4_000_000;

/** Marks in each of two texts the lines that the other does not have in the same order (longest common subsequence). */
export function difference(mine: string, theirs: string): { mine: Line[]; theirs: Line[] } {
  const a = mine.replace(/\n$/, '').split('\n');
  const b = theirs.replace(/\n$/, '').split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const common = inCommon(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const marked = (lines: string[], shared: Set<number>): Line[] =>
    lines.map((text, index) => ({ text, same: index < head || index >= lines.length - tail || shared.has(index - head) }));
  return { mine: marked(a, common.a), theirs: marked(b, common.b) };
}

function inCommon(a: readonly string[], b: readonly string[]): { a: Set<number>; b: Set<number> } {
  const found = { a: new Set<number>(), b: new Set<number>() };
  if (a.length * b.length > MOST) return found;
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      found.a.add(i++);
      found.b.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}
