import type { RunningDesk } from './running-desk.ts';

/** Somebody who writes news at the desk, without a browser: the calls that Decap makes. */
export class Editor {
  readonly #desk: RunningDesk;
  readonly #cookie: string;

  private constructor(desk: RunningDesk, cookie: string) {
    this.#desk = desk;
    this.#cookie = cookie;
  }

  /** Makes the desk's first account. */
  static async setUp(desk: RunningDesk): Promise<Editor> {
    const response = await fetch(`${desk.address}/admin/api/setup`, {
      method: 'POST', headers: { origin: desk.address, 'content-type': 'application/json' },
      body: JSON.stringify({ token: desk.setUpLink?.split('#')[1], name: '示例编辑', username: 'editor', password: '示例口令-高原的风很大' }),
    });
    if (response.status !== 201) throw new Error(`set-up: ${response.status} ${await response.text()}`);
    return new Editor(desk, response.headers.get('set-cookie')!.split(';')[0]!);
  }

  /** Saves a draft of an article and declares it ready. */
  async save(id: string, raw: string, isNew: boolean): Promise<void> {
    const path = `content/news/${id.slice(0, 4)}/${id}.md`;
    const { version } = isNew ? { version: null } : await this.#act<{ version: string | null }>('entry', { path });
    await this.#act('save', { collection: 'news', id, isNew, media: [], files: [{ path, raw, base: version }] });
    await this.#act('setStatus', { collection: 'news', id, status: 'pending_publish' });
  }

  async publish(id: string): Promise<void> {
    const { published, failure } = await this.#act<{ published: boolean; failure?: object }>('publish', { collection: 'news', id });
    if (!published) throw new Error(`not published: ${JSON.stringify(failure)}`);
  }

  async #act<T>(action: string, params: object): Promise<T> {
    const { status, text } = await this.ask(action, params);
    if (status !== 200) throw new Error(`${action}: ${status} ${text}`);
    return JSON.parse(text) as T;
  }

  /** One action, and whatever the desk answers. */
  async ask(action: string, params: object): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.#desk.address}/admin/api/store`, {
      method: 'POST', headers: { origin: this.#desk.address, cookie: this.#cookie, 'content-type': 'application/json' }, body: JSON.stringify({ action, params }),
    });
    return { status: response.status, text: await response.text() };
  }
}
