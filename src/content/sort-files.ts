import type { CollectionName, SettingName } from '../model/collections.ts';
import { ending, isImage, MAX_FILE_BYTES } from '../model/media.ts';
import { place } from '../model/place.ts';
import type { EntryCache } from './entry-cache.ts';
import { type Finding, finding } from './finding.ts';
import { decodes, measureImage } from './images.ts';
import type { Media } from './media.ts';
import type { MediaCache, MediaFacts } from './media-cache.ts';
import { parseFile } from './parse.ts';
import type { ContentSource, SourceChange, SourceFile } from './source.ts';
import type { EntryFile } from './study-files.ts';

/** Changed files by what they are. */
export interface Sorted {
  entries: readonly EntryFile[];
  /** Entries whose files are gone, by path. */
  gone: ReadonlyMap<string, { collection: CollectionName; id: string }>;
  /** Changed settings, judged; null where the file is gone or wrong. */
  settings: ReadonlyMap<SettingName, Record<string, unknown> | null>;
  /** All uploads, with the changes. */
  media: ReadonlyMap<string, Media>;
  /** The addresses whose uploads are others now, or gone. New ones are not among them: nothing shows them yet. */
  changedMedia: ReadonlySet<string>;
  findings: readonly Finding[];
}

/** Says what each changed file is; reads settings and uploads at once, leaves entries to be studied. */
export async function sort(source: ContentSource, changes: readonly SourceChange[], known: ReadonlyMap<string, Media>, cache: EntryCache): Promise<Sorted> {
  const findings: Finding[] = [];
  const entries: EntryFile[] = [];
  const gone = new Map<string, { collection: CollectionName; id: string }>();
  const settings = new Map<SettingName, Record<string, unknown> | null>();
  let media: Map<string, Media> | undefined;
  const changedMedia = new Set<string>();
  const uploads: { file: SourceFile; address: string }[] = [];

  for (const { path, after } of changes) {
    const where = place(path);
    if (after && after.kind !== 'file') {
      findings.push(finding(path, 'link', '不接受符号链接和子模块；请放入文件本身'));
      continue;
    }
    switch (where.what) {
      case 'refused':
        if (after) findings.push(finding(path, 'place', where.sentence));
        break;
      case 'setting': {
        const parsed = after && parseFile(path, await source.blob(after.version), where.declaration);
        if (parsed && !parsed.ok) findings.push(...parsed.findings);
        settings.set(where.setting, parsed?.ok ? parsed.data : null);
        break;
      }
      case 'media':
        if (known.has(where.address)) changedMedia.add(where.address);
        if (after) uploads.push({ file: after, address: where.address });
        else (media ??= new Map(known)).delete(where.address);
        break;
      case 'entry':
        if (after) entries.push({ path, version: after.version, collection: where.collection, id: where.id });
        else gone.set(path, { collection: where.collection, id: where.id });
    }
  }
  for (const { file, address, facts } of await lookAt(source, uploads, cache.media)) {
    if (facts.bytes > MAX_FILE_BYTES) findings.push(finding(file.path, 'size', `文件有 ${(facts.bytes / 1048576).toFixed(1)} MB，超过 20 MB`));
    else if (isImage(file.path) && facts.image === null) findings.push(finding(file.path, 'image', '这个图片文件是坏的，打不开；请重新导出后上传'));
    else {
      (media ??= new Map(known)).set(address, {
        path: file.path, address, version: file.version, bytes: facts.bytes, kind: ending(file.path), ...(isImage(file.path) && facts.image ? { image: facts.image } : {}),
      });
    }
  }
  return { entries, gone, settings, media: media ?? known, changedMedia, findings };
}

/** Images that are decoded at the same time. */
const TOGETHER = 4;

/** Sizes and, of images, dimensions: each upload is read and decoded once in its life. */
async function lookAt(source: ContentSource, uploads: readonly { file: SourceFile; address: string }[], cache: MediaCache) {
  const found: { file: SourceFile; address: string; facts: MediaFacts }[] = [];
  const fresh = new Map<string, MediaFacts>();
  const look = async ({ file, address }: (typeof uploads)[number]) => {
    let facts = cache.get(file.version);
    if (!facts || (isImage(file.path) && facts.image === undefined)) {
      const bytes = await source.blob(file.version);
      const image = isImage(file.path) ? ((await decodes(bytes)) ? await measureImage(bytes) : null) : undefined;
      facts = { bytes: bytes.length, ...(image === undefined ? {} : { image }) };
      fresh.set(file.version, facts);
    }
    found.push({ file, address, facts });
  };
  for (let at = 0; at < uploads.length; at += TOGETHER) await Promise.all(uploads.slice(at, at + TOGETHER).map(look));
  cache.keep(fresh);
  return found.sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
}
