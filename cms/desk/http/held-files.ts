import type { Encoding, FoundFile, ReleasedFiles } from '../publishing/released-files.ts';
import type { ReleaseRecord } from '../publishing/release/record.ts';
import { headersOf } from './reader-headers.ts';

/** Bytes that are held in memory at the most. */
const HELD_BYTES = 64 * 1024 * 1024;
/** What holding a file costs beside its bytes, about. */
const OVERHEAD = 1000;
/** Changed paths that are let go of one by one; with more, all goes: reading a whole site's names would hold up those who ask. */
const MANY = 1000;
const ENCODINGS = [undefined, 'br', 'gzip'] as const;

/** A file with the headers of its answer, which are the same for every reader. */
export interface HeldFile extends FoundFile {
  etag: string;
  headers: Record<string, string>;
}

/** What readers have asked for lately, held until a release changes it: a publication costs readers what it changed, and no more. */
export class HeldFiles {
  readonly #files: ReleasedFiles;
  readonly #held = new Map<string, HeldFile>();
  /** The keys of those that may get compressed copies yet. */
  readonly #uncompressed = new Set<string>();
  #bytes = 0;
  #version = -1;
  #stamp = -1;
  #copied = -1;
  #fresh = false;
  #release: ReleaseRecord | null = null;

  constructor(files: ReleasedFiles) {
    this.#files = files;
  }

  /** The release that is public now. */
  get release(): ReleaseRecord | null {
    this.#fresh = false;
    this.refresh();
    return this.#release;
  }

  /** Lets go of what is no longer so. Asks the database once in a turn of the event loop, which may answer a hundred readers; gives the release. */
  refresh(): ReleaseRecord | null {
    if (this.#fresh) return this.#release;
    this.#fresh = true;
    setImmediate(() => (this.#fresh = false));
    const version = this.#files.version();
    if (version === this.#version) return this.#release;
    this.#version = version;
    const { stamp, copied } = this.#files.state();
    // Not for each copy: while ten thousand are made, all that readers ask for would be looked up again and again.
    if (copied !== this.#copied) for (const key of this.#uncompressed) this.#drop(key);
    this.#copied = copied;
    if (stamp !== this.#stamp) {
      const changed = this.#held.size > 0 ? this.#files.changedSince(this.#stamp, MANY) : [];
      // A stamp that runs backwards is another database's.
      if (stamp < this.#stamp || changed.length === MANY) this.#dropAll();
      else for (const path of changed) for (const encoding of ENCODINGS) this.#drop(keyOf(path, encoding));
      this.#release = this.#files.current();
      this.#stamp = stamp;
    }
    return this.#release;
  }

  /** A file of the release in the encoding that the reader takes, if there is such a copy. */
  find(path: string, encoding: Encoding | undefined): HeldFile | undefined {
    const key = keyOf(path, encoding);
    const held = this.#held.get(key);
    if (held) return held;
    const file = this.#files.find(path, encoding);
    if (!file) return undefined;
    const size = sizeOf(file);
    if (this.#bytes + size > HELD_BYTES) this.#dropAll();
    const etag = `"${file.tag}${file.encoding ? `-${file.encoding}` : ''}"`;
    const found = { ...file, etag, headers: headersOf(path, file, etag) };
    this.#held.set(key, found);
    if (!file.varies && file.bytes) this.#uncompressed.add(key);
    this.#bytes += size;
    return found;
  }

  #drop(key: string): void {
    const held = this.#held.get(key);
    if (!held) return;
    this.#held.delete(key);
    this.#uncompressed.delete(key);
    this.#bytes -= sizeOf(held);
  }

  #dropAll(): void {
    this.#held.clear();
    this.#uncompressed.clear();
    this.#bytes = 0;
  }
}

const keyOf = (path: string, encoding: Encoding | undefined): string => `${encoding ?? ''} ${path}`;
const sizeOf = (file: FoundFile): number => (file.bytes?.length ?? 0) + OVERHEAD;
