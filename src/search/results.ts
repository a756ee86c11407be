import type { Answer } from './engine.ts';
import { excerpt, marked, type Piece } from './excerpt.ts';

/**
 * Found pages as list items. A page that was taken down a moment ago is still counted until the search data are made again, but its
 * text is gone: it is left out. Throws when none can be fetched: then it is the line that is down.
 */
export async function resultItems(pages: Answer['pages'], answer: Answer, columnName: (column: string) => string): Promise<HTMLLIElement[]> {
  const asked = await Promise.allSettled(pages.map((page) => resultItem(page, answer, columnName)));
  const items = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = asked.find((one) => one.status === 'rejected');
  if (items.length === 0 && failed) throw failed.reason;
  return items;
}

/** One found page as a list item. Everything that comes from a page enters as text, never as HTML. */
async function resultItem(page: Answer['pages'][number], answer: Answer, columnName: (column: string) => string): Promise<HTMLLIElement> {
  const { url, content, meta } = await page.data();
  const { runs } = answer.query;
  const title = meta['title'] ?? url;
  const item = element('li', 'result');
  const heading = element('h2', 'result-title');
  const link = element('a');
  link.href = url;
  link.append(...nodes(marked(title, runs, answer.simplify)));
  heading.append(link);
  const about = element('p', 'result-meta');
  about.append(...[columnName(meta['column'] ?? ''), meta['date'] ?? ''].filter(Boolean).map((text) => {
    const part = element('span');
    part.textContent = text;
    return part;
  }));
  const words = element('p', 'result-excerpt');
  words.append(...nodes(excerpt({ content, title, lead: (meta['lead'] ?? '').replace(/\u200b/g, '') }, runs, answer.simplify)));
  item.append(heading, about, words);
  return item;
}

function nodes(pieces: readonly Piece[]): (Text | HTMLElement)[] {
  return pieces.map(({ text, marked: isMarked }) => {
    if (!isMarked) return document.createTextNode(text);
    const mark = element('mark');
    mark.textContent = text;
    return mark;
  });
}

function element<T extends keyof HTMLElementTagNameMap>(tag: T, className?: string): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return made;
}
