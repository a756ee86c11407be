import { type AnyCollection, type CollectionName, collectionNames, declared, declaredSetting, type SettingName, settingNames } from './collections.ts';
import { type Layout, spot } from './layout.ts';

/**
 * What a path of the repository is, by the layout of `content/`.
 * `entry` and `setting` are Markdown and YAML that the model judges; `media` is an upload; anything else is refused with a sentence.
 */
export type Place =
  | { what: 'entry'; collection: CollectionName; declaration: AnyCollection; id: string }
  | { what: 'setting'; setting: SettingName; declaration: AnyCollection; id: string }
  | { what: 'media'; address: string }
  | { what: 'refused'; sentence: string };

/** The layout of `content/`, by the declarations. */
export const layout: Layout = {
  collections: Object.fromEntries(collectionNames.map((name) => [name, { naming: declared(name).naming, label: declared(name).label }])),
  settings: settingNames,
};

/** Says what a path is. Paths are `/`-separated, relative to the repository's root; nothing outside `content/` is anything. */
export function place(path: string): Place {
  const found = spot(layout, path);
  if (found.what === 'entry') {
    const collection = found.collection as CollectionName;
    return { ...found, collection, declaration: declared(collection) };
  }
  if (found.what !== 'setting') return found;
  const setting = found.setting as SettingName;
  return { what: 'setting', setting, declaration: declaredSetting(setting), id: setting };
}

/** Where the entry of a collection lies. */
export function pathOf(collection: CollectionName, id: string): string {
  const folder = declared(collection).naming === 'dated' ? `${id.slice(0, 4)}/` : '';
  return `content/${collection}/${folder}${id}.md`;
}

/** The public address of an entry's page. It follows from the id and never changes. */
export const addressOf = (collection: CollectionName, id: string) => `/${collection}/${id}/`;
