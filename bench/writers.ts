import { type Article, pathOf, toFile } from './articles.ts';
import { run } from './child.ts';
import type { Editor } from './editor.ts';

/** How one save was answered. */
export interface Answered {
  ms: number;
  saved: boolean;
}

/** Somebody with one entry open, who saves it again and again, each time from the version that the last save gave. */
export class Writer {
  readonly article: Article;
  /** Versions of the saves that were acknowledged, in the order of their answers. */
  readonly acknowledged: string[] = [];
  readonly #editor: Editor;
  #base: string | null;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(editor: Editor, article: Article, base: string | null) {
    this.#editor = editor;
    this.article = article;
    this.#base = base;
  }

  static async open(editor: Editor, article: Article): Promise<Writer> {
    const { text } = await editor.ask('entry', { path: pathOf(article) });
    return new Writer(editor, article, (JSON.parse(text) as { version: string | null }).version);
  }

  /** Another with the same entry open, as it stands now. */
  beside(): Writer {
    return new Writer(this.#editor, this.article, this.#base);
  }

  /** Saves the entry with a sentence more. Counted from `due`; the last save is waited for. Throws unless the answer is “saved” or “somebody else was first”. */
  save(sentence: string, due: number): Promise<Answered> {
    const turn = this.#last.then(() => this.#save(sentence, due));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #save(sentence: string, due: number): Promise<Answered> {
    const path = pathOf(this.article);
    const raw = toFile({ ...this.article, body: `${this.article.body}\n\n${sentence}` });
    const { status, text } = await this.#editor.ask('save', { collection: 'news', id: this.article.id, isNew: false, media: [], files: [{ path, raw, base: this.#base }] });
    const ms = performance.now() - due;
    if (status === 409) return { ms, saved: false };
    if (status !== 200) throw new Error(`save: ${status} ${text.slice(0, 500)}`);
    this.#base = (JSON.parse(text) as { draft: { files: { version: string }[] } }).draft.files[0]!.version;
    this.acknowledged.push(this.#base);
    return { ms, saved: true };
  }
}

/** Which acknowledged saves of an entry its draft's history does not hold, and which stand in it in another order. */
export async function missing(repository: string, { id }: Article, acknowledged: readonly string[]): Promise<{ lost: number; disordered: number }> {
  const branch = `refs/heads/cms/news/${id}`;
  const { output } = await run(['git', '--git-dir', repository, 'log', '--reverse', '--first-parent', '--raw', '--no-abbrev', '--format=', `main..${branch}`, '--', `content/news/${id.slice(0, 4)}/${id}.md`], repository);
  const history = [...output.matchAll(/^:\d+ \d+ [0-9a-f]{40} ([0-9a-f]{40}) /gm)].map(([, version]) => version!);
  const places = acknowledged.map((version) => history.indexOf(version));
  const there = places.filter((place) => place >= 0);
  return { lost: places.length - there.length, disordered: there.filter((place, n) => n > 0 && place <= there[n - 1]!).length };
}
