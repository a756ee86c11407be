import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeVariant } from '../../../../src/content/images.ts';
import type { Media } from '../../../../src/content/media.ts';
import type { ObjectReader } from '../../../../src/content/objects.ts';
import { type ImageFormat, variantsOf } from '../../../../src/content/picture.ts';

/** What every browser shows comes first, what takes longest to make last. */
const FIRST: readonly ImageFormat[] = ['jpg', 'png', 'webp', 'avif'];

/** Makes the variants of uploaded images, one at a time, each once. */
export class Pictures {
  readonly #data: string;
  readonly #database: DatabaseSync;
  readonly #reader: ObjectReader;

  constructor(data: string, database: DatabaseSync, reader: ObjectReader) {
    this.#data = data;
    this.#database = database;
    this.#reader = reader;
  }

  /** Makes what the public can ask for and is not there, of what came after a transaction. */
  async makeMissing(since: number, pause: () => Promise<void>, log: (line: string) => void): Promise<void> {
    const rows = this.#database.prepare("SELECT path, stored, source FROM file WHERE stored LIKE 'images/%' AND stamp > ?").all(since) as { path: string; stored: string; source: string }[];
    const missing = rows.filter(({ stored }) => !existsSync(join(this.#data, stored)));
    const rank = (path: string) => FIRST.indexOf(path.slice(path.lastIndexOf('.') + 1) as ImageFormat);
    for (const { path } of missing.sort((a, b) => rank(a.path) - rank(b.path))) {
      await pause();
      await this.make(path).catch((error: unknown) => log(`the picture ${path} could not be made: ${String(error)}`));
    }
  }

  /** Makes one variant by its public address. Answers whether it is there now. */
  async make(path: string): Promise<boolean> {
    const source = this.#database.prepare('SELECT source FROM file WHERE path = ?').get(path)?.['source'];
    if (typeof source !== 'string') return false;
    const media = JSON.parse(source) as Media;
    const variant = variantsOf(media).find(({ address }) => address === path);
    if (!variant) return false;
    await this.#variant(media, variant);
    return true;
  }

  /** Makes all variants of an upload that is not public yet, so that they are there when it is. */
  async prepare(media: Media, pause: () => Promise<void>): Promise<void> {
    for (const format of FIRST) {
      for (const variant of variantsOf(media).filter((one) => one.format === format)) {
        await pause();
        await this.#variant(media, variant);
      }
    }
  }

  async #variant(media: Media, variant: Parameters<typeof makeVariant>[1]): Promise<void> {
    await makeVariant(media, variant, async () => (await this.#reader.expect(media.version, 'blob')).bytes, join(this.#data, 'images'));
  }
}
