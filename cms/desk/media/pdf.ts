import { promisify } from 'node:util';
import { constants, inflate } from 'node:zlib';
import { Refused } from '../workflow/refused.ts';

const decompress = promisify(inflate);

/** Bytes that the compressed objects of one file may have together once they are unpacked. */
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Actions that run something; the names are the PDF's own (ISO 32000, 12.6.4). */
const ACTION = /\/(?:JavaScript|Launch)(?![A-Za-z0-9])/;
/** Files that travel inside (7.11.4); viewers hand them to whoever clicks. */
const FILES = /\/EmbeddedFiles?(?![A-Za-z0-9])/;

const AGAIN = '请用“打印”或“导出”另做一个 PDF 再上传';
const refused = (sentence: string) => new Refused('refused-kind', `${sentence}；${AGAIN}`);

/**
 * Refuses a PDF that broke off, that is encrypted, or that says in its objects, plain or compressed, that it runs scripts, starts
 * programs or carries files. What ordinary software writes is found; somebody who hides it on purpose is left to the reader's own viewer, which asks.
 */
export async function judgePdf(bytes: Buffer): Promise<void> {
  if (!bytes.subarray(-2048).includes('%%EOF')) throw refused('这个 PDF 没有结尾，可能没有传完或已经损坏');
  const text = bytes.toString('latin1');
  const plain = named(text);
  // Its compressed objects cannot be looked into, and whoever is to read it may not be able to either.
  if (/\/Encrypt(?![A-Za-z0-9])/.test(plain)) throw refused('这个 PDF 设了密码或权限，无法检查');
  refuseCarried(plain);
  let room = MOST_UNPACKED;
  for (const { dictionary, start, end } of compressedObjects(text)) {
    if (!/\/(?:FlateDecode|Fl)(?![A-Za-z0-9])/.test(dictionary) || /\/Predictor\s+[2-9]/.test(dictionary)) throw refused('这个 PDF 的写法少见，无法检查');
    // A line break before `endstream` is not part of the data, so the end is not insisted on.
    const unpacked = await decompress(bytes.subarray(start, end), { maxOutputLength: room, finishFlush: constants.Z_SYNC_FLUSH }).catch((error: NodeJS.ErrnoException) => {
      throw refused(error.code === 'ERR_BUFFER_TOO_LARGE' ? '这个 PDF 展开后太大' : '这个 PDF 里有一部分已经损坏');
    });
    room = Math.max(1, room - unpacked.length);
    refuseCarried(named(unpacked.toString('latin1')));
  }
}

/** Names with `#4a` for `J` written out. */
const named = (text: string) => text.replace(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function refuseCarried(text: string): void {
  if (FILES.test(text)) throw refused('这个 PDF 里附带了别的文件，没有人会检查它');
  if (ACTION.test(text)) throw refused('这个 PDF 里有脚本或打开其他程序的动作，不能公开发布');
}

/** The streams that hold objects (`/ObjStm`) in packed form, by where they lie. Those that are not packed have been read with the rest. */
function* compressedObjects(text: string): Generator<{ dictionary: string; start: number; end: number }> {
  for (const { index, 0: keyword } of text.matchAll(/\bstream\r?\n/g)) {
    const before = text.slice(Math.max(0, index - 2048), index);
    const dictionary = named(before.slice(before.lastIndexOf(' obj') + 1));
    if (!dictionary.includes('/ObjStm') || !dictionary.includes('/Filter')) continue;
    const start = index + keyword.length;
    const end = text.indexOf('endstream', start);
    yield { dictionary, start, end: end < 0 ? text.length : end };
  }
}
