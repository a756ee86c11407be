import { type CollectionName, collectionNames, type Data, type Setting, type SettingName, settingNames } from '../model/collections.ts';
import { ending, isImage, MAX_FILE_BYTES } from '../model/media.ts';
import { addressOf, place } from '../model/place.ts';
import { dangling, pointers } from './check.ts';
import { ContentError, type Finding, finding } from './finding.ts';
import { measureImage } from './images.ts';
import type { Instant } from './instant.ts';
import { renderMarkdown } from './markdown.ts';
import type { Heading } from './markdown/environment.ts';
import type { Media } from './media.ts';
import { parseFile } from './parse.ts';
import type { ContentSource } from './source.ts';

export interface Entry<C extends CollectionName = CollectionName> {
  collection: C;
  id: string;
  path: string;
  version: string;
  address: string;
  data: Data<C>;
  html: string;
  headings: Heading[];
  /** The uploads that the text shows or links, by address. */
  shown: readonly string[];
}

/** All entries of one commit at one instant, parsed, validated, rendered. Never changes. */
export interface Snapshot {
  readonly commit: string | null;
  readonly instant: Instant;
  readonly entries: { readonly [C in CollectionName]: ReadonlyMap<string, Entry<C>> };
  readonly settings: { readonly [S in SettingName]: Setting<S> };
  /** Every upload by its address. */
  readonly media: ReadonlyMap<string, Media>;
}

interface Draft {
  collection: CollectionName;
  id: string;
  path: string;
  version: string;
  data: Record<string, unknown>;
  body: string;
  bodyLine: number;
}

/** Reads a whole source. Throws `ContentError` with every finding at once; then there is no snapshot. */
export async function openSnapshot(source: ContentSource, instant: Instant): Promise<Snapshot> {
  const findings: Finding[] = [];
  const media = new Map<string, Media>();
  const drafts: Draft[] = [];
  const settings: Record<string, unknown> = {};

  for (const file of await source.files()) {
    if (file.kind !== 'file') {
      findings.push(finding(file.path, 'link', '不接受符号链接和子模块；请放入文件本身'));
      continue;
    }
    const where = place(file.path);
    if (where.what === 'refused') {
      findings.push(finding(file.path, 'place', where.sentence));
      continue;
    }
    const bytes = await source.read(file.path);
    if (bytes.length > MAX_FILE_BYTES) {
      findings.push(finding(file.path, 'size', `文件有 ${(bytes.length / 1048576).toFixed(1)} MB，超过 20 MB`));
      continue;
    }
    if (where.what === 'media') {
      const image = isImage(file.path) ? await measureImage(bytes) : undefined;
      if (image === null) {
        findings.push(finding(file.path, 'image', '这个文件不是能打开的图片；请重新导出后上传'));
        continue;
      }
      media.set(where.address, {
        path: file.path, address: where.address, version: file.version, bytes: bytes.length, kind: ending(file.path), ...(image ? { image } : {}),
      });
      continue;
    }
    const parsed = parseFile(file.path, bytes, where.declaration);
    if (!parsed.ok) findings.push(...parsed.findings);
    else if (where.what === 'setting') settings[where.setting] = parsed.data;
    else drafts.push({ collection: where.collection, id: where.id, path: file.path, version: file.version, ...parsed });
  }
  for (const name of settingNames) {
    const path = `content/settings/${name}.yml`;
    if (!(name in settings) && !findings.some((f) => f.file === path)) findings.push(finding(path, 'missing', '缺少这个设置文件'));
  }

  const known = new Map(collectionNames.map((name) => [name, new Set(drafts.filter((d) => d.collection === name).map((d) => d.id))]));
  const entries = Object.fromEntries(collectionNames.map((name) => [name, new Map<string, Entry>()])) as Record<CollectionName, Map<string, Entry>>;
  for (const draft of drafts) {
    for (const pointer of pointers(draft.collection, draft.data)) {
      const there = 'media' in pointer.to ? media.has(pointer.to.media) : known.get(pointer.to.collection)?.has(pointer.to.id);
      if (!there) findings.push(dangling(draft.path, pointer));
    }
    const rendered = renderMarkdown(draft.body, { file: draft.path, line: draft.bodyLine, media: (address) => media.get(address) });
    findings.push(...rendered.findings);
    entries[draft.collection].set(draft.id, {
      collection: draft.collection,
      id: draft.id,
      path: draft.path,
      version: draft.version,
      address: addressOf(draft.collection, draft.id),
      data: draft.data as Entry['data'],
      html: rendered.html,
      headings: rendered.headings,
      shown: rendered.shown,
    });
  }
  const errors = findings.filter((f) => f.severity === 'error');
  if (errors.length) throw new ContentError(errors);
  return { commit: source.commit, instant, entries: entries as Snapshot['entries'], settings: settings as Snapshot['settings'], media };
}
