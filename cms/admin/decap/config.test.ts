import { beforeAll, describe, expect, it, vi } from 'vitest';
import { configuration } from './config.ts';
import { decapInNode } from './decap-in-node.ts';

const WITH_SCHEMA = ['number', 'image', 'file', 'select', 'richtext', 'list', 'object', 'relation', 'datetime'];
const WITHOUT = ['string', 'text', 'boolean', 'code'];

/** Decap's own judge of configurations with the real ajv, and the schemas of our widgets. */
const entry = `
  import { registerWidget } from 'decap-cms-core/dist/esm/lib/registry.js';
  ${WITH_SCHEMA.map((name) => `import ${name}Schema from 'decap-cms-widget-${name}/dist/esm/schema.js';`).join('\n')}
  const controlComponent = () => null;
  ${WITH_SCHEMA.map((name) => `registerWidget({ name: '${name}', controlComponent, schema: ${name}Schema });`).join('\n')}
  ${WITHOUT.map((name) => `registerWidget({ name: '${name}', controlComponent });`).join('\n')}
  export { validateConfig } from 'decap-cms-core/dist/esm/constants/configSchema.js';
`;

let validateConfig: (config: unknown) => void;
beforeAll(async () => {
  ({ validateConfig } = await decapInNode<{ validateConfig: (config: unknown) => void }>(entry));
}, 60_000);

const ours = () => configuration({ origin: 'https://www.example.org', logo: '/admin/logo.svg', now: new Date('2026-11-20T09:30:00+08:00') });
type Fields = { name: string; widget: string; pattern?: unknown; fields?: Fields }[];

describe('Decap’s configuration', () => {
  it('is one that Decap’s own schema accepts', () => {
    expect(() => validateConfig(ours())).not.toThrow();
  });

  it('would be refused with a mistake in it', () => {
    const wrong = { ...ours(), publish_mode: 'sometimes' };
    const printed = vi.spyOn(console, 'error').mockReturnValue();
    expect(() => validateConfig(wrong)).toThrow(/publish_mode/);
    printed.mockRestore();
  });

  it('puts uploads into this month’s folder by the clock in China', () => {
    const late = configuration({ origin: 'https://www.example.org', logo: '', now: new Date('2026-10-31T16:00:00Z') });
    expect(late).toMatchObject({ media_folder: 'content/media/2026/11', public_folder: '/media/2026/11' });
  });

  it('names only widgets that are in the bundle', () => {
    const used = new Set<string>();
    const walk = (fields: Fields) => {
      for (const field of fields) {
        used.add(field.widget);
        if (field.fields) walk(field.fields);
      }
    };
    for (const collection of ours()['collections'] as { fields?: Fields; files?: { fields: Fields }[] }[]) {
      walk(collection.fields ?? []);
      for (const file of collection.files ?? []) walk(file.fields);
    }
    // What is hidden needs none: Decap leaves it out of the form, and in the entry as it stands.
    expect([...used].filter((name) => ![...WITH_SCHEMA, ...WITHOUT, 'hidden'].includes(name))).toEqual([]);
  });

  it('lets Decap take a date-time of any zone, which moments.ts puts into Beijing’s', () => {
    const [news] = ours()['collections'] as { fields: Fields; slug: string; path?: string }[];
    expect(news?.fields.find(({ name }) => name === 'date')).not.toHaveProperty('pattern');
    expect(news?.slug).toBe("{{date | date('YYYY')}}/{{date | date('YYYY-MM-DD-HHmm')}}");
    expect(news).not.toHaveProperty('path');
  });
});
