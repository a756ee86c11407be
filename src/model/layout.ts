import { ending, isMedia, refusedKind } from './media.ts';

/** The layout of `content/` as plain data: what a program can know of it without the model. */
export interface Layout {
  collections: Readonly<Record<string, { naming: 'dated' | 'chosen' | 'single'; label: string }>>;
  settings: readonly string[];
}

/** What a path is by a layout; `place` gives the declarations with it. */
export type Spot =
  | { what: 'entry'; collection: string; id: string }
  | { what: 'setting'; setting: string }
  | { what: 'media'; address: string }
  | { what: 'refused'; sentence: string };

const refused = (sentence: string): Spot => ({ what: 'refused', sentence });
const DATED = /^(\d{4})\/((\1)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])-[a-z0-9][a-z0-9-]{0,39})\.md$/;
const CHOSEN = /^([a-z][a-z0-9-]{0,59})\.md$/;
/** Names that a browser, a shell and every file system agree on; Chinese is fine in media names. */
const UNSAFE = /[\u0000-\u001f\u007f<>:"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Says what a path is. Paths are `/`-separated, relative to the repository's root; nothing outside `content/` is anything. */
export function spot(layout: Layout, path: string): Spot {
  const parts = path.split('/');
  if (path.length > 240) return refused('路径太长（最多 240 个字符）');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.startsWith('.'))) {
    return refused('路径里不能有空段、“.”、“..”或以点开头的名称');
  }
  if (UNSAFE.test(path)) return refused('文件名里有不允许的字符');
  if (parts[0] !== 'content' || parts.length < 3) return refused('只接受 content/ 之下各栏目的文件');
  const [, room, ...rest] = parts as [string, string, ...string[]];
  const inside = rest.join('/');
  if (room === 'media') {
    return isMedia(path) ? { what: 'media', address: `/media/${inside}` } : refused(refusedKind(ending(path)));
  }
  if (room === 'settings') {
    const name = inside.replace(/\.yml$/, '');
    return inside.endsWith('.yml') && layout.settings.includes(name) ? { what: 'setting', setting: name } : refused(`content/settings/ 里没有 ${inside} 这一项`);
  }
  const collection = Object.hasOwn(layout.collections, room) ? layout.collections[room] : undefined;
  if (!collection) return refused(`没有名为 ${room} 的栏目`);
  const match = (collection.naming === 'dated' ? DATED : CHOSEN).exec(inside);
  if (!match) {
    return refused(
      collection.naming === 'dated'
        ? `${collection.label}的文件名形如 2026/2026-11-20-0930.md`
        : `${collection.label}的文件名形如 name.md，用小写英文字母、数字和连字符`,
    );
  }
  return { what: 'entry', collection: room, id: (collection.naming === 'dated' ? match[2] : match[1]) as string };
}
