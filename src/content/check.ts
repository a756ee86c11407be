import { type CollectionName, declared } from '../model/collections.ts';
import type { Field } from '../model/field.ts';
import { idOfReference } from '../model/fields/reference.ts';
import { place } from '../model/place.ts';
import { type Finding, finding } from './finding.ts';
import { renderMarkdown } from './markdown.ts';
import { parseFile } from './parse.ts';
import type { Media } from './media.ts';

/** What an entry may point to. */
export interface World {
  hasEntry: (collection: CollectionName, id: string) => boolean | Promise<boolean>;
  hasMedia: (address: string) => boolean | Promise<boolean>;
}

/** An entry or upload that an entry's fields name. */
export interface Pointer {
  field: (string | number)[];
  to: { collection: CollectionName; id: string } | { media: string };
}

/** Everything that an entry's fields point to, found through the kinds of its fields. */
export function pointers(collection: CollectionName, data: Record<string, unknown>): Pointer[] {
  const found: Pointer[] = [];
  const look = (field: Field, value: unknown, path: (string | number)[]) => {
    if (value === undefined) return;
    if (field.kind === 'reference') {
      const to = (field as Field & { to: string }).to as CollectionName;
      found.push({ field: path, to: { collection: to, id: idOfReference(String(value)) } });
    } else if (field.kind === 'image' || field.kind === 'file') found.push({ field: path, to: { media: String(value) } });
    else if (field.kind === 'list') (value as unknown[]).forEach((item, i) => look(field.inner as Field, item, [...path, i]));
    else if (field.kind === 'rows') {
      (value as Record<string, unknown>[]).forEach((row, i) => {
        for (const [name, inner] of Object.entries(field.inner as Record<string, Field>)) look(inner, row[name], [...path, i, name]);
      });
    } else if (field.kind === 'group') {
      for (const [name, inner] of Object.entries(field.inner as Record<string, Field>)) look(inner, (value as Record<string, unknown>)[name], [...path, name]);
    }
  };
  for (const [name, field] of Object.entries(declared(collection).fields)) look(field, data[name], [name]);
  return found;
}

/** The collections that entries of a collection can name. */
export function refersTo(collection: CollectionName): Set<CollectionName> {
  const found = new Set<CollectionName>();
  const look = (field: Field) => {
    if (field.kind === 'reference') found.add((field as Field & { to: string }).to as CollectionName);
    else if (field.kind === 'list') look(field.inner as Field);
    else if (field.kind === 'rows' || field.kind === 'group') for (const inner of Object.values(field.inner as Record<string, Field>)) look(inner);
  };
  for (const field of Object.values(declared(collection).fields)) look(field);
  return found;
}

/** The finding for a pointer that leads nowhere. */
export const dangling = (file: string, pointer: Pointer): Finding =>
  'media' in pointer.to
    ? finding(file, 'media', `找不到上传的文件 ${pointer.to.media}；请重新上传`, { field: pointer.field })
    : finding(file, 'reference', `所选的${declared(pointer.to.collection).one} ${pointer.to.id} 不存在；请重新选择`, { field: pointer.field });

/** Judges one text file by itself, as the snapshot that will hold it will: the desk asks this before it saves. */
export async function checkFile(path: string, bytes: Buffer, world: World): Promise<Finding[]> {
  const where = place(path);
  if (where.what !== 'entry' && where.what !== 'setting') {
    return [finding(path, 'place', where.what === 'refused' ? where.sentence : `${path} 不是栏目里的文件`)];
  }
  const parsed = parseFile(path, bytes, where.declaration);
  if (!parsed.ok) return parsed.findings;
  const findings: Finding[] = [];
  if (where.what === 'entry') {
    for (const pointer of pointers(where.collection, parsed.data)) {
      const there = 'media' in pointer.to ? await world.hasMedia(pointer.to.media) : await world.hasEntry(pointer.to.collection, pointer.to.id);
      if (!there) findings.push(dangling(path, pointer));
    }
  }
  // markdown-it asks synchronously: look the images up first, then render with what was found.
  const asked = new Set<string>();
  renderMarkdown(parsed.body, { file: path, line: parsed.bodyLine, media: (address) => void asked.add(address) as undefined });
  const there = new Set<string>();
  for (const address of asked) if (await world.hasMedia(address)) there.add(address);
  const stand = (address: string): Media | undefined =>
    there.has(address) ? { path: `content${address}`, address, version: '0'.repeat(40), bytes: 0, kind: '', image: { width: 1, height: 1, transparent: false } } : undefined;
  return [...findings, ...renderMarkdown(parsed.body, { file: path, line: parsed.bodyLine, media: stand }).findings];
}
