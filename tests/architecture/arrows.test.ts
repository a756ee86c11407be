import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const CODE = /\.(?:ts|tsx|mjs|astro)$/;

/** A room and the rooms that it may import from; the design draws these arrows. Packages are nobody's room. */
const ARROWS: Record<string, readonly string[]> = {
  'src/model': [],
  'src/content': ['src/model'],
  'src/queries': ['src/content', 'src/model'],
  'src/search': ['src/model'],
  'src/feeds': ['src/queries', 'src/offline', 'src/model'],
  'src/offline': [],
  'src/components': ['src/queries', 'src/search', 'src/offline', 'src/reading', 'src/styles', 'src/model', 'src/content', 'src/policy.ts'],
  'src/layouts': ['src/components', 'src/queries', 'src/reading', 'src/styles', 'src/model', 'src/content'],
  'src/pages': ['src/layouts', 'src/components', 'src/feeds', 'src/queries', 'src/search', 'src/offline', 'src/styles', 'src/model'],
  'src/site': ['src/content', 'src/queries', 'src/search', 'src/model'],
  'src/reading': [],
  'src/policy.ts': ['src/reading'],
  'cms/protocol': [],
  'cms/admin': ['cms/protocol', 'src/model'],
  'cms/desk': ['cms/protocol', 'src/model', 'src/content', 'src/queries', 'src/search', 'src/site', 'src/policy.ts'],
  'astro.config.mjs': ['src/site', 'src/content'],
};

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(folder, e.name)) : CODE.test(e.name) ? [join(folder, e.name)] : []));
const files = [...walk(join(ROOT, 'src')), ...walk(join(ROOT, 'cms')), join(ROOT, 'astro.config.mjs')]
  .map((file) => relative(ROOT, file)).filter((file) => !/\.test\.\w+$/.test(file));
const room = (file: string) => Object.keys(ARROWS).filter((name) => file === name || file.startsWith(`${name}/`)).sort((a, b) => b.length - a.length)[0];

/** What a file imports of ours, as paths from the root. `import type` counts too: a type is knowledge. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)].map((m) => relative(ROOT, resolve(ROOT, dirname(file), m[1]!.replace(/\?.*$/, ''))));
}

describe('the house', () => {
  it('holds no file outside a room', () => {
    expect(files.filter((file) => room(file) === undefined && file !== 'src/env.d.ts')).toEqual([]);
  });

  it('imports only in the direction that the design draws', () => {
    const wrong = files.flatMap((file) => {
      const from = room(file);
      return importsOf(file).flatMap((to) => {
        const target = room(to);
        return from && target && target !== from && !ARROWS[from]!.includes(target) ? [`${file} → ${to}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('would notice an arrow that points the wrong way', () => {
    expect(importsOf('src/queries/list.ts')).toContain('src/model/collections.ts');
    expect(ARROWS['src/model']).toEqual([]);
    expect(files.filter((file) => room(file) === 'src/content').some((file) => importsOf(file).some((to) => room(to) === 'src/model'))).toBe(true);
  });

  it('imports only files that are there', () => {
    const lost = files.flatMap((file) => importsOf(file).filter((to) => !existsSync(join(ROOT, to)) && !/\.(?:css|svg)$/.test(to)).map((to) => `${file} → ${to}`));
    expect(lost).toEqual([]);
  });

  it('keeps the environment and the clock at the top', () => {
    const reads = files.filter((file) => /process\.env\b/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(reads.sort()).toEqual([
      'astro.config.mjs',
      // The environment that a child process inherits, and Git's own for its hooks.
      'cms/desk/backup/command.ts', 'cms/desk/hooks/post-receive.ts', 'cms/desk/main.ts', 'cms/desk/publishing/compile.ts', 'cms/desk/reset.ts', 'src/content/objects.ts',
    ]);
    const clocks = files.filter((file) => file.startsWith('src/') && /\bnew Date\(|Date\.(?:now|parse)\b/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(clocks).toEqual(['src/content/instant.ts']);
  });

  it('has no pages that read content around the queries', () => {
    const pages = files.filter((file) => /^src\/(?:pages|layouts|components|feeds)\//.test(file));
    const around = pages.filter((file) => /currentDoor|standingDoor|withDoor|node:fs|getCollection\(|import\.meta\.glob|getLive(?:Entry|Collection)/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(around).toEqual([]);
  });

  it('has no file over 250 lines, and no drawer for odds and ends', () => {
    const long = files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1] as const).filter(([, lines]) => lines > 250);
    expect(long).toEqual([]);
    expect(files.filter((file) => /(?:^|\/)(?:utils?|helpers?|misc|common)(?:\.|\/)/.test(file))).toEqual([]);
  });

  it('draws a part with a script once only where nothing else brings that script: Astro brings it once a page, and the part would lack it', () => {
    const templates = files.filter((file) => file.endsWith('.astro')).map((file) => readFileSync(join(ROOT, file), 'utf8'));
    const parts = templates.flatMap((text) => [...text.matchAll(/<Once\b.*?<\/Once>/gs)].map(([part]) => part));
    const inside = new Set<string>();
    const look = (text: string) => {
      for (const [, name = ''] of text.matchAll(/<([A-Z]\w*)/g)) {
        if (['Once', 'Fragment'].includes(name) || inside.has(name)) continue;
        inside.add(name);
        look(readFileSync(join(ROOT, `src/components/${name}.astro`), 'utf8').replace(/^---.*?^---$|<script\b.*?<\/script>/gms, ''));
      }
    };
    parts.forEach(look);
    expect(parts.filter((part) => !/^<Once[^]*?>\{\(\) => /.test(part))).toEqual([]);
    const scripted = [...inside].filter((name) => /<script(?! is:inline)/.test(readFileSync(join(ROOT, `src/components/${name}.astro`), 'utf8')));
    expect(inside.size).toBeGreaterThan(3);
    expect(parts.filter((part) => part.includes('<script'))).toEqual([]);
    const uses = (name: string) => templates.flatMap((text) => [...text.matchAll(new RegExp(`<${name}\\b`, 'g'))]).length;
    expect(scripted.filter((name) => uses(name) !== 1)).toEqual([]);
  });

  it('names the layers of its styles first, in one order, in every file of them', () => {
    // Whichever file a page happens to link first decides for all of them.
    const styles = readdirSync(join(ROOT, 'src/styles')).filter((file) => file.endsWith('.css'));
    expect(styles.filter((file) => !readFileSync(join(ROOT, 'src/styles', file), 'utf8').startsWith('@layer tokens, base, layout, components, article, themes, print;\n'))).toEqual([]);
  });

  it('has only these things at its top', () => {
    const known = ['astro.config.mjs', 'bench', 'cms', 'content', 'CONTRIBUTING.md', 'LICENSE', 'node_modules', 'package-lock.json', 'package.json', 'public', 'README.md', 'src', 'tests', 'tsconfig.json', 'var', 'dist'];
    expect(readdirSync(ROOT).filter((name) => !name.startsWith('.') && !known.includes(name))).toEqual([]);
    expect(statSync(join(ROOT, 'src')).isDirectory()).toBe(true);
  });
});
