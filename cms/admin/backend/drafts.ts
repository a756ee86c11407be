import type { Draft } from '../../protocol/store.ts';
import type { DeskClient } from './desk-client.ts';
import type { EntryKey } from './slug.ts';

/** For how many milliseconds one answer about all drafts stands for the questions that follow it. */
const FRESH = 3_000;

/** Says to Decap that an entry has no draft. The name is its constant `EDITORIAL_WORKFLOW_ERROR`. */
export const noDraft = () =>
  Object.assign(new Error('没有这篇的草稿'), { name: 'EDITORIAL_WORKFLOW_ERROR', notUnderEditorialWorkflow: true });

const nameOf = ({ collection, id }: EntryKey) => `${collection}/${id}`;

/**
 * What the desk said of unpublished versions. Decap asks for the list and then for every draft by itself; here the list
 * answers for a moment. An answer that is a little old does no harm: a text is always fetched anew, with its version.
 */
export class Drafts {
  readonly #client: Pick<DeskClient, 'ask'>;
  readonly #now: () => number;
  #known = new Map<string, Draft>();
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<Draft[]> | undefined;

  constructor(client: Pick<DeskClient, 'ask'>, now: () => number = () => performance.now()) {
    this.#client = client;
    this.#now = now;
  }

  /** All drafts, asked anew. */
  all(): Promise<Draft[]> {
    this.#asking ??= this.#client
      .ask('drafts', {})
      .then(({ drafts }) => {
        this.#known = new Map(drafts.map((draft) => [nameOf(draft), draft]));
        this.#askedAt = this.#now();
        return drafts;
      })
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  /** One draft, or null. */
  async find(key: EntryKey): Promise<Draft | null> {
    if (this.#asking) await this.#asking;
    if (this.#now() - this.#askedAt < FRESH) return this.#known.get(nameOf(key)) ?? null;
    return (await this.#client.ask('draft', key)).draft;
  }

  /** The texts of a draft, for showing them beside what is published. */
  async texts(key: EntryKey): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (const { path, media } of (await this.find(key))?.files ?? []) {
      if (media) continue;
      const { raw } = await this.#client.ask('draftFile', { ...key, path });
      if (raw !== null) texts.set(path, raw);
    }
    return texts;
  }

  /** What an action of this page has just answered. */
  remember(draft: Draft): void {
    this.#known.set(nameOf(draft), draft);
  }

  /** What came of a step: the draft as it stands now, null where there is none any more, undefined where nobody has said. */
  became(key: EntryKey, draft: Draft | null | undefined): void {
    if (draft) this.remember(draft);
    else if (draft === null) this.#known.delete(nameOf(key));
    else this.#askedAt = Number.NEGATIVE_INFINITY;
  }
}
