import type { MediaFile } from '../../protocol/store.ts';
import type { AssetProxy } from './backend-shapes.ts';
import { type DeskClient, mediaAddress } from './desk-client.ts';
import { mediaPublicPath } from './media-path.ts';

/** For how many milliseconds the list of published uploads stands. Decap asks for it whenever an entry is opened. */
const FRESH = 20_000;

/** An upload as Decap shows it: a name, a size and addresses, never the bytes. */
export interface ShownMedia {
  id: string;
  name: string;
  path: string;
  size?: number;
  url: string;
  displayURL: string;
}

/** The uploads that this page has heard of. The desk names what it keeps by its bytes, so what is known stays true. */
export class MediaShelf {
  readonly #client: Pick<DeskClient, 'ask' | 'upload'>;
  readonly #now: () => number;
  readonly #versions = new Map<string, string>();
  /** What the desk keeps under another name than it was sent by. */
  readonly #renamed = new Map<string, string>();
  #list: Promise<MediaFile[]> | undefined;
  #listedAt = 0;

  constructor(client: Pick<DeskClient, 'ask' | 'upload'>, now: () => number = () => performance.now()) {
    this.#client = client;
    this.#now = now;
  }

  /** Every published upload. */
  async all(): Promise<ShownMedia[]> {
    if (!this.#list || this.#now() - this.#listedAt > FRESH) {
      this.#listedAt = this.#now();
      this.#list = this.#client.ask('media', {}).then(({ media }) => media);
      // A failure must be asked again, not remembered.
      this.#list.catch(() => this.refresh());
    }
    return (await this.#list).map((file) => this.show(file));
  }

  /** The next `all` asks anew. */
  refresh(): void {
    this.#list = undefined;
  }

  /** Remembers an upload and says how Decap shows it. */
  show({ path, version, bytes }: Omit<MediaFile, 'bytes'> & { bytes?: number }): ShownMedia {
    this.#versions.set(path, version);
    const url = mediaAddress(version, path);
    return { id: version, name: path.slice(path.lastIndexOf('/') + 1), path, ...(bytes === undefined ? {} : { size: bytes }), url, displayURL: url };
  }

  /** Where a file of a path can be fetched; an unknown one is looked for once, then the public address is the best guess. */
  async address(asked: string): Promise<string> {
    const path = this.#renamed.get(asked) ?? asked;
    if (!this.#versions.has(path)) {
      this.refresh();
      await this.all();
    }
    const version = this.#versions.get(path);
    return version ? mediaAddress(version, path) : mediaPublicPath(path);
  }

  /** Sends a file. The desk makes pictures anew and names what it keeps by its bytes: of `path` it takes folder and ending. `sent` is told which part has gone. Throws `DeskError`. */
  async send(path: string, bytes: Blob, sent?: (part: number) => void): Promise<{ path: string; version: string }> {
    const kept = await this.#client.upload(path, bytes, sent);
    this.#versions.set(kept.path, kept.version);
    return { path: kept.path, version: kept.version };
  }

  /** Where files lie and which blobs they are, in their order; those that the desk does not have are sent first, one after the other. */
  async putAll(files: readonly AssetProxy[]): Promise<{ path: string; version: string }[]> {
    const found: { path: string; version: string }[] = [];
    for (const asset of files) {
      const { path } = asset;
      const known = this.#renamed.get(path) ?? path;
      const version = this.#versions.get(known);
      const kept = version ? { path: known, version } : await this.send(path, await bytesOf(asset));
      if (kept.path !== path) this.#renamed.set(path, kept.path);
      found.push(kept);
    }
    return found;
  }
}

const bytesOf = async ({ fileObj, url }: AssetProxy): Promise<Blob> => fileObj ?? (await fetch(url)).blob();
