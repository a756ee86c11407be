import { article, type Article } from './articles.ts';

export const KINDS = ['body', 'title', 'new', 'delete'] as const;
export type Kind = (typeof KINDS)[number];

/** One step of an editor's day, and what shows that it is public. */
export interface Change {
  kind: Kind;
  /** As it is after the change; of `delete`, as it was. */
  article: Article;
  /**
   * The articles before and after it in time, which name it in their links to neighbours. The day's first new article has none
   * that is known: the repository's own articles lie before it.
   */
  earlier: Article | undefined;
  later: Article | undefined;
  /** What its page says from now on: a new sentence of the body, else the title. Of `delete`: what nothing says any more. */
  words: string;
}

/** An article from the middle is changed, and the next one stands this far off: no two share a neighbour. */
const STEP = 4;

/** An editor's day over one set of articles. Changes accumulate; the same calls give the same day. */
export class Day {
  readonly #articles: Article[];
  readonly #seed: number;
  readonly #count: number;
  #done = 0;
  #written = 0;

  /** `articles`: the oldest first, as generated with this seed. */
  constructor(articles: readonly Article[], seed: number) {
    this.#articles = [...articles];
    this.#seed = seed;
    this.#count = articles.length;
  }

  /** The next change of a kind. */
  next(kind: Kind): Change {
    this.#done += 1;
    const all = this.#articles;
    const at = kind === 'new' ? all.length : this.#middle();
    const change = (now: Article, words: string): Change => ({ kind, article: now, earlier: all[at - 1], later: all[at + 1], words });
    if (kind === 'new') {
      const first = this.#written === 0;
      all.push(this.#write());
      const made = change(all[at]!, all[at]!.title);
      return first ? { ...made, earlier: undefined } : made;
    }
    const old = all[at]!;
    if (kind === 'delete') {
      const gone = change(old, old.title);
      all.splice(at, 1);
      return gone;
    }
    const sentence = `这一句是当天第${this.#done}次改动补充的。`;
    const now = kind === 'body' ? { ...old, body: `${old.body}\n\n${sentence}` } : { ...old, title: `${old.title}修改${this.#done}` };
    all[at] = now;
    return change(now, kind === 'body' ? sentence : now.title);
  }

  #middle(): number {
    const quarter = Math.floor(this.#articles.length / 4);
    return quarter + ((quarter + STEP * this.#done) % (2 * quarter));
  }

  /** A new article, dated after every generated one and after the repository's own, before the instant of the measurement. */
  #write(): Article {
    const minute = String(this.#written++).padStart(2, '0');
    return { ...article(this.#count + this.#written, this.#count, this.#seed), id: `2026-11-24-09${minute}`, date: `2026-11-24T09:${minute}:00+08:00` };
  }
}

/** Every clock that an engine reads is set to this moment, so that the newest article is public whenever one measures. */
export const NOW = '2026-11-25T12:00:00+08:00';
