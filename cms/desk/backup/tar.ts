import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** A tar file's unit. Source of all of this: POSIX.1-2017, pax, “ustar Interchange Format”. */
const BLOCK = 512;
/** Sizes from here on do not fit eleven octal digits and are written in base 256, as GNU and BSD tar do. */
const OCTAL_END = 8 ** 11;

/** The file is no tar of ours, or not the whole of one. */
export class Damaged extends Error {
  override name = 'Damaged';
}

/** What was written or read: its size and its digest. */
export interface Measured {
  bytes: number;
  sha256: string;
}

/**
 * Writes a tar, readable by its owner alone. By hand, since sizes need not be known beforehand here: each header is written after
 * its bytes. The libraries (`tar-stream`, `tar`) want them first, so that the bundle would have to lie on the disk a second time.
 */
export class TarWriter {
  readonly #file: FileHandle;
  readonly #time: number;
  #at = 0;

  private constructor(file: FileHandle, time: number) {
    this.#file = file;
    this.#time = time;
  }

  /** `time` (ms) is what the entries are dated. Throws when the file is there already. */
  static async create(path: string, time: number): Promise<TarWriter> {
    return new TarWriter(await open(path, 'wx', 0o600), time);
  }

  /** Adds a file with whatever comes out of `source`. */
  async add(name: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Measured> {
    const begin = this.#at;
    const hash = createHash('sha256');
    this.#at += BLOCK;
    for await (const chunk of source) {
      hash.update(chunk);
      await this.#write(chunk, this.#at);
      this.#at += chunk.length;
    }
    const bytes = this.#at - begin - BLOCK;
    await this.#write(headerOf(name, bytes, this.#time), begin);
    const rest = (BLOCK - (bytes % BLOCK)) % BLOCK;
    await this.#write(Buffer.alloc(rest), this.#at);
    this.#at += rest;
    return { bytes, sha256: hash.digest('hex') };
  }

  /** Ends the archive; everything is on the disk then. */
  async end(): Promise<void> {
    await this.#write(Buffer.alloc(2 * BLOCK), this.#at);
    await this.#file.sync();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #write(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) done += (await this.#file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

/** A file inside a tar, and where its bytes begin. */
export interface TarEntry {
  name: string;
  bytes: number;
  at: number;
}

/** Lists a tar's files without reading their bytes. Throws `Damaged` where it is none, or ends too early. */
export async function listTar(file: FileHandle): Promise<TarEntry[]> {
  const { size } = await file.stat();
  const entries: TarEntry[] = [];
  for (let at = 0; ; ) {
    const header = Buffer.alloc(BLOCK);
    const { bytesRead } = await file.read(header, 0, BLOCK, at);
    if (bytesRead < BLOCK) throw new Damaged('it ends before its end');
    if (header.every((byte) => byte === 0)) return entries;
    if (sumOf(header) !== Number.parseInt(header.toString('latin1', 148, 156), 8)) throw new Damaged(`the header at byte ${at} is not right`);
    const entry = { name: header.toString('utf8', 0, 100).replace(/\0.*$/s, ''), bytes: sizeIn(header), at: at + BLOCK };
    at = entry.at + Math.ceil(entry.bytes / BLOCK) * BLOCK;
    if (at > size) throw new Damaged(`${entry.name} is not whole`);
    entries.push(entry);
  }
}

/** The bytes of a file inside a tar, piece by piece. */
export async function* readEntry(file: FileHandle, { at, bytes }: TarEntry): AsyncGenerator<Buffer> {
  for (let done = 0; done < bytes; ) {
    const piece = Buffer.allocUnsafe(Math.min(1 << 20, bytes - done));
    const { bytesRead } = await file.read(piece, 0, piece.length, at + done);
    if (bytesRead === 0) throw new Damaged('it ends before its end');
    done += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

/** Writes a file inside a tar to the disk, readable by its owner alone, and measures it on the way. */
export async function extractEntry(file: FileHandle, entry: TarEntry, to: string, signal?: AbortSignal): Promise<Measured> {
  const hash = createHash('sha256');
  await pipeline(
    readEntry(file, entry),
    async function* measure(pieces) {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    },
    createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }),
    ...(signal ? [{ signal }] : []),
  );
  return { bytes: entry.bytes, sha256: hash.digest('hex') };
}

function headerOf(name: string, bytes: number, time: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number) => header.write(value.toString(8).padStart(digits, '0'), at, 'latin1');
  header.write(name, 0, 100, 'utf8');
  octal(0o600, 100, 7);
  // Owner and group: nobody's, whoever unpacks it becomes its owner.
  octal(0, 108, 7);
  octal(0, 116, 7);
  if (bytes < OCTAL_END) octal(bytes, 124, 11);
  else {
    header.writeUInt8(0x80, 124);
    header.writeBigUInt64BE(BigInt(bytes), 128);
  }
  octal(Math.floor(time / 1000), 136, 11);
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  octal(sumOf(header), 148, 6);
  header.write('\0 ', 154, 'latin1');
  return header;
}

const sizeIn = (header: Buffer): number =>
  header.readUInt8(124) === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('latin1', 124, 136), 8);

/** The sum of a header's bytes, its own field taken for blanks. */
function sumOf(header: Buffer): number {
  let sum = 8 * 32;
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum;
}
