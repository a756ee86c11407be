import type { Collection, DataOf } from './collection.ts';
import { data } from './collections/data.ts';
import { news } from './collections/news.ts';
import { notices } from './collections/notices.ts';
import { alerts, mourning } from './collections/occasions.ts';
import { pages } from './collections/pages.ts';
import { places } from './collections/places.ts';
import { policies } from './collections/policies.ts';
import { services } from './collections/services.ts';
import { navigation, redirects, reform, site } from './collections/settings.ts';
import { tasks } from './collections/tasks.ts';

/** The collections that are folders of `content/`, in the order in which editors see them. */
export const collections = { news, policies, notices, services, tasks, data, places, pages } as const;
/** The single files of `content/settings/`. */
export const settings = { site, navigation, reform, alerts, mourning, redirects } as const;

export type CollectionName = keyof typeof collections;
export type SettingName = keyof typeof settings;
export type Data<C extends CollectionName> = DataOf<(typeof collections)[C]>;
export type Setting<S extends SettingName> = DataOf<(typeof settings)[S]>;

export const collectionNames = Object.keys(collections) as CollectionName[];
export const settingNames = Object.keys(settings) as SettingName[];

export const isCollection = (name: string): name is CollectionName => Object.hasOwn(collections, name);
export const isSetting = (name: string): name is SettingName => Object.hasOwn(settings, name);

/** Any declared collection or setting, with its types forgotten. */
export type AnyCollection = Collection;
export const declared = (name: CollectionName): AnyCollection => collections[name] as unknown as AnyCollection;
export const declaredSetting = (name: SettingName): AnyCollection => settings[name] as unknown as AnyCollection;
