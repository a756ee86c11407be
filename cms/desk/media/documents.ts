import { DOCUMENT_KINDS, ending, IMAGE_KINDS } from '../../../src/model/media.ts';
import { Refused } from '../workflow/refused.ts';
import { openArchive, type Packed, type Room, wholeRoom } from './archive.ts';
import { judgePdf } from './pdf.ts';
import { fits, signatureOf } from './signature.ts';

const refused = (sentence: string) => new Refused('refused-kind', sentence);
const noMacros = () => refused('文件里有宏（一种程序），不能公开发布；请另存为不带宏的文件再上传');
const shown = (name: string) => `“${name.slice(0, 60)}”`;

/** Judges a document whose beginning fits its ending: a PDF, an Office document old or new, an OFD. Throws `Refused`. */
export async function judgeDocument(kind: string, bytes: Buffer, room: Room): Promise<void> {
  const signature = signatureOf(bytes);
  if (signature === 'pdf') await judgePdf(bytes);
  else if (signature === 'compound') judgeCompound(kind, bytes);
  else await judgePackage(kind, bytes, room);
}

/** The part that makes a document what its ending says. */
const MAIN_PARTS: Readonly<Record<string, readonly string[]>> = {
  docx: ['word/document.xml'], xlsx: ['xl/workbook.xml'], pptx: ['ppt/presentation.xml'], ofd: ['OFD.xml'],
  wps: ['word/document.xml'], et: ['xl/workbook.xml'], dps: ['ppt/presentation.xml'],
};
const isMacros = ({ name }: Packed) => /vbaProject\.bin$/i.test(name);

/** Refuses an Office document of today (a ZIP archive: ECMA-376) or an OFD (GB/T 33190) that is another one, has macros or carries a program. */
async function judgePackage(kind: string, bytes: Buffer, room: Room): Promise<void> {
  const files = openArchive(bytes, room);
  const has = (name: string) => files.some((file) => file.name === name);
  if (!MAIN_PARTS[kind]?.some(has) || (kind !== 'ofd' && !has('[Content_Types].xml'))) throw refused(`这个文件里面不是 .${kind} 的内容；请用 Office 或 WPS 打开后另存为 .${kind} 再上传`);
  if (files.some(isMacros)) throw noMacros();
  for (const file of files) {
    const content = await readHarmless(file);
    if (file.name === '[Content_Types].xml' && /macroEnabled/i.test(content.toString('latin1'))) throw noMacros();
    // A table in a text is a document in a document; what lies in that one is only looked at by its names.
    const signature = signatureOf(content);
    if (signature === 'zip' && openArchive(content, room).some(isMacros)) throw noMacros();
    if (signature === 'compound') refuseCarried(content);
  }
}

/** What an archive for the public may hold. Another archive is not among them: nobody would look into it. */
const IN_ARCHIVES: readonly string[] = [...IMAGE_KINDS, ...DOCUMENT_KINDS.filter((kind) => kind !== 'zip'), 'gif', 'bmp', 'tif', 'tiff', 'txt', 'csv', 'rtf', 'mp3', 'mp4'];
/** What macOS and Windows put there by themselves. */
const LITTER = /(?:^|\/)(?:\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/** Refuses an archive that holds anything but documents and pictures, a document that would itself be refused, or something whose ending lies about a program. */
export async function judgeArchive(bytes: Buffer): Promise<void> {
  const room = wholeRoom();
  const files = openArchive(bytes, room);
  if (files.length === 0) throw refused('压缩包是空的，没有接收；请放进文件后重新打包');
  const strange = files.filter(({ name }) => !LITTER.test(name) && !IN_ARCHIVES.includes(ending(name)));
  if (strange.length > 0) {
    const names = strange.slice(0, 5).map(({ name }) => shown(name)).join('、');
    throw refused(`压缩包里只能放文档和图片，不能有${names}${strange.length > 5 ? `等 ${strange.length} 个文件` : ''}；请去掉后重新打包`);
  }
  for (const file of files) {
    const content = await readHarmless(file);
    const [kind, signature] = [ending(file.name), signatureOf(content)];
    if (DOCUMENT_KINDS.includes(kind as never) && fits(kind, signature)) {
      await judgeDocument(kind, content, room).catch((error: unknown) => {
        throw error instanceof Refused ? new Refused(error.refusal.code, `压缩包里的${shown(file.name)}：${error.message}`) : error;
      });
    } else if (signature === 'zip' || signature === 'rar' || signature === '7z') {
      throw refused(`压缩包里的${shown(file.name)}其实是另一个压缩包，不能接收；请去掉后重新打包`);
    }
  }
}

async function readHarmless(file: Packed): Promise<Buffer> {
  const content = await file.read();
  if (signatureOf(content) === 'program') throw refused(`里面的${shown(file.name)}其实是程序，不能接收；请去掉它再上传`);
  return content;
}

/** Streams of an Office document before 2007 (a compound file: [MS-CFB]) that make it what its ending says. */
const MAIN_STREAMS: Readonly<Record<string, readonly string[]>> = {
  doc: ['WordDocument'], xls: ['Workbook', 'Book'], ppt: ['PowerPoint Document'],
};
/** Names of streams are UTF-16 in a compound file. */
const hasStream = (bytes: Buffer, stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'));

/** Refuses an Office or WPS document of before 2007 that is another one, has macros or a password. */
function judgeCompound(kind: string, bytes: Buffer): void {
  if (hasStream(bytes, 'EncryptedPackage')) throw refused('文件设了打开密码，公众打不开；请去掉密码再上传');
  refuseCarried(bytes);
  if (MAIN_STREAMS[kind]?.some((stream) => hasStream(bytes, stream)) === false) throw refused(`这个文件里面不是 .${kind} 的内容；请用 Office 或 WPS 打开后另存再上传`);
}

/** Macros have this stream in every project ([MS-OVBA] 2.2.1); files of any kind that are put in as an object have the other ([MS-OLEDS] 2.3.6). */
function refuseCarried(compound: Buffer): void {
  if (hasStream(compound, '_VBA_PROJECT')) throw noMacros();
  if (hasStream(compound, 'Ole10Native')) throw refused('文件里嵌了别的文件（“对象”），没有人会检查它；请把它去掉，单独上传');
}
