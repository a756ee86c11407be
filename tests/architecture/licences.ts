import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** Licences that let anybody run, change and hand on the whole, as SPDX names them. LGPL is libvips' own, which sharp loads as a library; MPL is of files that we leave as they are, OFL of fonts that we hand on as they are. */
export const ALLOWED = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'LGPL-3.0-or-later', 'MIT', 'MIT-0', 'MPL-2.0', 'OFL-1.1', 'PSF-2.0', 'Python-2.0', 'WTFPL', 'Zlib'];
/** Packages that name no licence where npm looks, and where they do. By version: another one is to be looked at again. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  // The LICENSE of github.com/mapbox/jsonlint; it is not in the package.
  '@mapbox/jsonlint-lines-primitives@2.0.2': 'MIT',
  // Their README.
  'semaphore@1.1.0': 'MIT', 'trim@0.0.1': 'MIT',
};

interface Locked {
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
}
/** A package that is needed to run, as the lock pins it. */
export interface Dependency {
  /** Its folder, from the root. */
  folder: string;
  name: string;
  version: string;
  licence: string | undefined;
  integrity: string | undefined;
  /** Packages of other platforms are pinned, but not there. */
  installed: boolean;
}

/** Everything that `package-lock.json` installs for running; what is only for developing is left out. */
export function dependencies(): Dependency[] {
  const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', ROOT), 'utf8')) as { packages: Record<string, Locked> };
  return Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && !dev).map(([folder, { version = '', license, integrity }]) => {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return { folder, name, version, licence: license ?? toldElsewhere(folder, name, version), integrity, installed: existsSync(new URL(folder, ROOT)) };
  });
}

/** The licence as `package.json` said it in earlier days, or as somebody has read it. */
function toldElsewhere(folder: string, name: string, version: string): string | undefined {
  const { licenses } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, ROOT), 'utf8')) as { licenses?: { type: string }[] };
  return licenses?.map(({ type }) => type).join(' OR ') ?? ELSEWHERE[`${name}@${version}`];
}

/** Whether an SPDX expression of names, `AND` and `OR` leaves a choice that is allowed. */
export function isAllowed(licence: string): boolean {
  const terms = licence.replace(/^\((.*)\)$/, '$1');
  if (terms.includes(' OR ')) return terms.split(' OR ').some(isAllowed);
  if (terms.includes(' AND ')) return terms.split(' AND ').every(isAllowed);
  return ALLOWED.includes(terms);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, version, licence } of dependencies().sort((a, b) => a.name.localeCompare(b.name))) console.log(`${name}\t${version}\t${licence ?? 'unknown'}`);
}
