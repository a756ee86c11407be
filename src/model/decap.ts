import { type AnyCollection, collectionNames, declared, declaredSetting, settingNames } from './collections.ts';
import type { DecapField } from './field.ts';

const fieldsOf = (collection: AnyCollection): DecapField[] =>
  Object.entries(collection.fields).map(([name, field]) => field.widget(name));

/** What an editor may sort a list by; the first is how it opens. */
function sortable(collection: AnyCollection): object[] {
  if ('order' in collection.fields) return [{ field: 'order', default_sort: 'asc' }, { field: 'title' }];
  return [{ field: 'date', default_sort: 'desc' }, { field: 'title' }];
}

/** Decap's `collections`, from the same declarations that judge the entries. */
export function decapCollections(): Record<string, unknown>[] {
  const folders = collectionNames.map((name) => {
    const c = declared(name);
    const dated = c.naming === 'dated';
    return {
      name,
      label: c.label,
      label_singular: c.one,
      description: c.description,
      folder: `content/${name}`,
      extension: 'md',
      format: 'frontmatter',
      create: dated,
      delete: false,
      identifier_field: 'title',
      summary: c.summary,
      // Local wall time, not Decap's `{{year}}`, which is UTC and before 08:00 in China still yesterday. The year's folder
      // stands in the slug: Decap's `path` loses quotes and capitals on the way (core 3.19), so `date('YYYY')` means nothing there.
      slug: dated ? "{{date | date('YYYY')}}/{{date | date('YYYY-MM-DD-HHmm')}}" : '{{title}}',
      sortable_fields: sortable(c),
      fields: fieldsOf(c),
    };
  });
  const files = settingNames.map((name) => {
    const c = declaredSetting(name);
    return { name, label: c.label, file: `content/settings/${name}.yml`, fields: fieldsOf(c) };
  });
  return [...folders, { name: 'settings', label: '网站设置', description: '网站信息和导航。', delete: false, files }];
}
