import { type AnyCollection, type CollectionName, declared, declaredSetting, isCollection, isSetting, type SettingName } from './collections.ts';
import { ending, isMedia } from './media.ts';

/**
 * What a path of the repository is, by the layout of `content/`.
 * `entry` and `setting` are Markdown and YAML that the model judges; `media` is an upload; anything else is refused with a sentence.
 */
export type Place =
  | { what: 'entry'; collection: CollectionName; declaration: AnyCollection; id: string }
  | { what: 'setting'; setting: SettingName; declaration: AnyCollection; id: string }
  | { what: 'media'; address: string }
  | { what: 'refused'; sentence: string };

const refused = (sentence: string): Place => ({ what: 'refused', sentence });
const DATED = /^(\d{4})\/((\1)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])-[a-z0-9][a-z0-9-]{0,39})\.md$/;
const CHOSEN = /^([a-z][a-z0-9-]{0,59})\.md$/;
/** Names that a browser, a shell and every file system agree on; Chinese is fine in media names. */
const UNSAFE = /[\u0000-\u001f\u007f<>:"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Says what a path is. Paths are `/`-separated, relative to the repository's root; nothing outside `content/` is anything. */
export function place(path: string): Place {
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
    return isMedia(path) ? { what: 'media', address: `/media/${inside}` } : refused(`不接受 .${ending(path)} 这种文件`);
  }
  if (room === 'settings') {
    const name = inside.replace(/\.yml$/, '');
    return inside.endsWith('.yml') && isSetting(name)
      ? { what: 'setting', setting: name, declaration: declaredSetting(name), id: name }
      : refused(`content/settings/ 里没有 ${inside} 这一项`);
  }
  if (!isCollection(room)) return refused(`没有名为 ${room} 的栏目`);
  const declaration = declared(room);
  const match = (declaration.naming === 'dated' ? DATED : CHOSEN).exec(inside);
  if (!match) {
    return refused(
      declaration.naming === 'dated'
        ? `${declaration.label}的文件名形如 2026/2026-11-20-0930.md`
        : `${declaration.label}的文件名形如 name.md，用小写英文字母、数字和连字符`,
    );
  }
  return { what: 'entry', collection: room, declaration, id: (declaration.naming === 'dated' ? match[2] : match[1]) as string };
}

/** Where the entry of a collection lies. */
export function pathOf(collection: CollectionName, id: string): string {
  const folder = declared(collection).naming === 'dated' ? `${id.slice(0, 4)}/` : '';
  return `content/${collection}/${folder}${id}.md`;
}

/** The public address of an entry's page. It follows from the id and never changes. */
export const addressOf = (collection: CollectionName, id: string) => `/${collection}/${id}/`;
