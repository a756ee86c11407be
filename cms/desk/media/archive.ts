import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { Refused } from '../workflow/refused.ts';

const decompress = promisify(inflateRaw);

/** Files that an archive may hold, and bytes that they may have together once they are unpacked. */
const MOST_FILES = 2000;
const MOST_UNPACKED = 200 * 1024 * 1024;

/** Bytes that an upload may still have unpacked, those of what lies packed inside it included. */
export interface Room {
  left: number;
}

/** The room of one upload. */
export const wholeRoom = (): Room => ({ left: MOST_UNPACKED });

/** A file of an archive, by its name in it; folders are left out. */
export interface Packed {
  name: string;
  /** Its bytes. Throws `Refused` where they are not what the archive says. */
  read: () => Promise<Buffer>;
}

const refused = (sentence: string) => new Refused('refused-kind', sentence);
const broken = () => refused('这个文件打不开，可能没有传完或已经损坏；请重新打包或另存后再上传');

/**
 * The files of a ZIP archive, from its central directory (APPNOTE.TXT 6.3, 4.3). Nothing is unpacked yet. Refused: what is encrypted,
 * split, or bound to be too large; names that would leave the folder in which somebody unpacks it; links.
 */
export function openArchive(bytes: Buffer, room: Room): Packed[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt16LE(end + 4) !== 0 || count !== bytes.readUInt16LE(end + 8)) throw refused('不接受分卷的压缩包；请打成一个再上传');
  if (count > MOST_FILES) throw refused(`压缩包里有 ${count} 个文件，最多 ${MOST_FILES} 个；请分开打包`);
  const directory = at;
  const files: Packed[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw broken();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [number, number, number];
    const member = {
      flags: bytes.readUInt16LE(at + 8), method: bytes.readUInt16LE(at + 10), checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20), size: bytes.readUInt32LE(at + 24), start: bytes.readUInt32LE(at + 42),
    };
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
    const name = decodeName(rawName, member.flags);
    if ((member.flags & 1) !== 0) throw refused('压缩包设了密码，无法检查；请不设密码再打包');
    if (((bytes.readUInt32LE(at + 38) >>> 16) & 0xf000) === 0xa000) throw refused(`压缩包里的“${name}”是一个链接，不能接收；请换成文件本身再打包`);
    room.left -= member.size;
    if (room.left < 0) throw refused('压缩包展开后超过 200 MB，不能接收；请分开打包');
    if (!name.endsWith('/')) files.push({ name, read: () => unpack(bytes, directory, member, rawName) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

/** Where the end record lies: the last thing in the file but for its comment. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (bytes.readUInt32LE(at) === 0x06054b50 && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  throw broken();
}

/** Names are UTF-8 or, from older Windows, GBK. */
function decodeName(raw: Buffer, flags: number): string {
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    if ((flags & 0x800) !== 0) throw broken();
    name = new TextDecoder('gbk').decode(raw);
  }
  const path = name.replaceAll('\\', '/');
  if (path === '' || path.startsWith('/') || /[\u0000-\u001f:]/.test(path) || path.split('/').includes('..')) throw refused(`压缩包里有不允许的文件名“${name.slice(0, 60)}”；请重新打包`);
  return path;
}

interface Member {
  method: number;
  checksum: number;
  packed: number;
  size: number;
  start: number;
}

/** One file's bytes. The name stands twice in an archive; where the two differ, two programs would see two archives. */
async function unpack(bytes: Buffer, directory: number, { method, checksum, packed, size, start }: Member, rawName: Buffer): Promise<Buffer> {
  if (start + 30 > directory || bytes.readUInt32LE(start) !== 0x04034b50) throw broken();
  const nameLength = bytes.readUInt16LE(start + 26);
  const data = start + 30 + nameLength + bytes.readUInt16LE(start + 28);
  if (data + packed > directory || !bytes.subarray(start + 30, start + 30 + nameLength).equals(rawName)) throw broken();
  const inside = bytes.subarray(data, data + packed);
  if (method !== 0 && method !== 8) throw refused('压缩包用了少见的压缩方法；请用系统自带的压缩功能重新打包');
  const content = method === 0 ? inside : await decompress(inside, { maxOutputLength: Math.max(1, size) }).catch(() => {
    throw broken();
  });
  if (content.length !== size || crc32(content) !== checksum) throw broken();
  return content;
}
