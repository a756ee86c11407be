import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Article } from '../articles.ts';
import type { Engine } from '../engine.ts';
import { copyProject, engineOf, type Peer } from '../peer.ts';

/** The installed Hugo's version, or undefined. */
const installed = () => promisify(execFile)('hugo', ['version']).then(({ stdout }) => /v[\d.]+\S*/.exec(stdout)?.[0], () => undefined);
const folderOf = ({ id }: Article) => `content/news/${id.slice(0, 4)}/${id.slice(5, 7)}`;

/** Hugo with its defaults: one command, whether it is the first build or the next. */
export const hugo: Peer = {
  name: 'hugo',
  version: async () => `hugo ${await installed()}`,
  missing: async () => ((await installed()) ? undefined : 'hugo is not installed; run apt-get install hugo'),
  prepare: (folder, work) => copyProject('hugo', folder, work, { statics: 'static', table: 'data/pictures.json' }),
  fileOf: (article) => `${folderOf(article)}/${article.id}.md`,
  // A month is a section of its year's; sections below the first level have to say so. A year has no page, as elsewhere.
  beside: (article) => {
    const [year, month] = [article.id.slice(0, 4), Number(article.id.slice(5, 7))];
    return {
      [`content/news/${year}/_index.md`]: `---\ntitle: ${year}年\nnumber: ${year}\n_build:\n  render: never\n---\n`,
      [`${folderOf(article)}/_index.md`]: `---\ntitle: ${year}年${month}月\nnumber: ${month}\n---\n`,
    };
  },
  output: 'public',
  caches: ['resources'],
  // Hugo leaves the page of an article that is gone where it is, unless it is asked to clean.
  command: (change) => ['hugo', ...(change?.kind === 'delete' ? ['--cleanDestinationDir'] : [])],
  feed: '/feed.xml',
};

export const engine: Engine = engineOf(hugo);
