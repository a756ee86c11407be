import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dependencies, isAllowed } from './licences.ts';

const known = dependencies();
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string>; scripts: Record<string, string> };

it('everything that is needed to run has a licence that we may hand on', () => {
  expect(known.filter(({ licence }) => licence === undefined || !isAllowed(licence)).map(({ name, version, licence }) => `${name}@${version}: ${licence}`)).toEqual([]);
});

it.each([['MIT', true], ['(MPL-2.0 OR GPL-2.0-only)', true], ['GPL-3.0-only', false], ['MIT AND AGPL-3.0-only', false], ['SEE LICENSE IN x', false], ['UNLICENSED', false]])('%s: %s', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed);
});

it('every version is pinned by the lock, and what is installed here by its digest', () => {
  expect(known.filter(({ version }) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
  expect(known.filter(({ installed, integrity }) => installed && !integrity?.startsWith('sha512-')).map(({ name }) => name)).toEqual([]);
});

it('what the lock pins is what is installed', () => {
  const other = known.filter(({ installed }) => installed).filter(({ folder, version }) => (JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string }).version !== version);
  expect(other.map(({ folder }) => folder)).toEqual([]);
});

// Each has its reason in design and decisions; one more is a decision, not an accident.
it('direct dependencies are these', () => {
  expect(Object.keys(manifest.dependencies).sort()).toEqual([
    '@astrojs/rss', '@embedpdf/fonts-sc', '@fontsource/noto-serif-tibetan', '@hono/node-server', 'astro', 'chinese-days', 'decap-cms-app', 'diff', 'hono', 'js-yaml', 'markdown-it', 'markdown-it-cjk-friendly', 'markdown-it-footnote', 'node', 'nodemailer', 'opencc-js',
    'pagefind', 'qr', 'react', 'react-dom', 'sanitize-html', 'sharp', 'vite', 'yaml',
  ]);
});
