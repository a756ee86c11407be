import { sentences } from './sentences.ts';

/** A sentence of a page: what is spoken, and where it stands. */
export interface Passage {
  text: string;
  range: Range;
}

/** What is read as one piece; a row of a table is one, its cells are told apart by a pause. */
const BLOCK = 'h1,h2,h3,h4,h5,h6,p,li,tr,dt,dd,caption,figcaption';
/** What is not the text itself: marks for the eye, ways elsewhere, lists; and what a Chinese voice cannot say. */
const UNSPOKEN = '.aids,.meta,.kicker,.contents,.links,.attachments,.topics,.names,.visually-hidden,.footnote-ref,.footnotes,[aria-hidden],[lang=bo]';

/** The sentences of an article, in order. Each range lies in the text as the page shows it. */
export function passages(article: Element): Passage[] {
  const found: Passage[] = [];
  let block: Element | null = null;
  let cell: Element | null = null;
  let text = '';
  let nodes: { node: Text; at: number }[] = [];
  const close = () => {
    for (const [from, to] of sentences(text)) found.push({ text: text.slice(from, to), range: rangeOf(nodes, from, to) });
    [text, nodes] = ['', []];
  };
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const parent = node.parentElement!;
    if (!node.data.trim() || parent.closest(UNSPOKEN)) continue;
    const [nextBlock, nextCell] = [parent.closest(BLOCK), parent.closest('td,th')];
    if (nextBlock !== block) close();
    else if (nextCell !== cell) text += '，';
    [block, cell] = [nextBlock, nextCell];
    nodes.push({ node, at: text.length });
    text += node.data.replaceAll(/\s/g, ' ');
  }
  close();
  return found;
}

/** `nodes`: each text node with the place of its first character; between two there may be a pause that stands in neither. */
function rangeOf(nodes: readonly { node: Text; at: number }[], from: number, to: number): Range {
  const range = document.createRange();
  const first = nodes.findLast(({ at }) => at <= from)!;
  const last = nodes.findLast(({ at }) => at < to)!;
  range.setStart(first.node, Math.min(from - first.at, first.node.length));
  range.setEnd(last.node, Math.min(to - last.at, last.node.length));
  return range;
}
