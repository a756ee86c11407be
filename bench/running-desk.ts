import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Article, article, pathOf, toFile } from './articles.ts';
import { run, start } from './child.ts';
import { ROOT, type Workplace } from './engine.ts';
import { makePictures } from './pictures.ts';
import type { Read } from './proof.ts';

/** Every clock but the desk's own is of no use here: the desk publishes at the present instant. */
const IDENTITY = { GIT_AUTHOR_NAME: '示例', GIT_AUTHOR_EMAIL: 'bench@example.invalid', GIT_COMMITTER_NAME: '示例', GIT_COMMITTER_EMAIL: 'bench@example.invalid' };

/** A desk as `npm start` runs it, on a data directory and a free port. Search data are not made. */
export class RunningDesk {
  readonly data: string;
  readonly address: string;
  readonly setUpLink: string | undefined;
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #output: () => string;

  private constructor(data: string, child: ChildProcess, output: () => string) {
    this.data = data;
    this.#child = child;
    this.#output = output;
    this.pid = child.pid!;
    this.address = /阅读\s+(http:\/\/\S+?)\/\n/.exec(output())?.[1] ?? '';
    this.setUpLink = /(http:\S+\/admin\/setup\/#\S+)/.exec(output())?.[1];
  }

  /** Starts a desk; `began` is told when the process runs. Resolves when it says where to read, with a release or without. */
  static async start(data: string, source: string, began: (pid: number) => void = () => {}, port = 0): Promise<RunningDesk> {
    const child = start([process.execPath, 'cms/desk/main.ts'], ROOT, {
      PORT: String(port), YUNDUAN_DATA: data, YUNDUAN_CONTENT_REPO: source, YUNDUAN_SEARCH: '0', YUNDUAN_CARDS: '0', NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/yunduan/code'),
    });
    began(child.pid!);
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (part: Buffer) => {
        output += part;
        if (output.includes('Ctrl-C')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`the desk ended with ${code}:\n${output}`)));
    });
    return new RunningDesk(data, child, () => output);
  }

  /** What it has said so far. */
  get said(): string {
    return this.#output();
  }

  readonly read: Read = async (address) => {
    const response = await fetch(this.address + address);
    const text = await response.text();
    return response.status === 200 ? text : undefined;
  };

  /** Asks an address until what is public there satisfies `holds`. Resolves with the milliseconds since `begun`. */
  async until(address: string, holds: (text: string | undefined) => boolean, begun: number): Promise<number> {
    for (;;) {
      if (holds(await this.read(address))) return performance.now() - begun;
      if (performance.now() - begun > 600_000) throw new Error(`${address} did not change within ten minutes:\n${this.said.slice(-2000)}`);
      // Asking often takes from the desk what is measured: a wait of seconds is told to a twentieth of one.
      await new Promise((resolve) => setTimeout(resolve, performance.now() - begun > 3000 ? 50 : 5));
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGINT');
    await ended;
  }
}

/** Lays out a source tree: the repository's own content with the articles and pictures of the measurement. */
export async function layOut(folder: string, { articles, pictures }: Pick<Workplace, 'articles' | 'pictures'>): Promise<void> {
  await cp(join(ROOT, 'content'), join(folder, 'content'), { recursive: true });
  for (const { media, bytes } of pictures.originals) {
    await mkdir(dirname(join(folder, media.path)), { recursive: true });
    await writeFile(join(folder, media.path), bytes);
  }
  for (const one of articles) await put(folder, one);
}

/** A folder with `count` articles to start from, and a data directory that has their pictures. */
export async function furnish(folder: string, count: number): Promise<{ articles: Article[]; source: string; data: string }> {
  const pictures = await makePictures(join(folder, 'images'));
  const articles = Array.from({ length: count }, (_none, n) => article(n, count));
  const [source, data] = [join(folder, 'source'), join(folder, 'data')];
  await layOut(source, { articles, pictures });
  await mkdir(data);
  await cp(pictures.cache, join(data, 'images'), { recursive: true });
  return { articles, source, data };
}

export async function put(folder: string, one: Article): Promise<void> {
  const file = join(folder, pathOf(one));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, toFile(one));
}

/** A working copy of a desk's repository, as somebody who pushes has it. */
export class Clone {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async of(data: string, folder: string): Promise<Clone> {
    await run(['git', 'clone', '--quiet', join(data, 'site.git'), folder], dirname(folder));
    return new Clone(folder);
  }

  async commit(): Promise<void> {
    await run(['git', 'add', '-A', 'content'], this.folder);
    await run(['git', 'commit', '--quiet', '-m', '改'], this.folder, IDENTITY);
  }

  /** Resolves when Git returns. */
  async push(): Promise<void> {
    await run(['git', 'push', '--quiet', 'origin', 'HEAD:main'], this.folder);
  }

  async pull(): Promise<void> {
    await run(['git', 'pull', '--quiet', '--rebase'], this.folder, IDENTITY);
  }

  read(file: string): Promise<string> {
    return readFile(join(this.folder, file), 'utf8');
  }

  remove(file: string): Promise<void> {
    return rm(join(this.folder, file));
  }
}

/** Throws away everything that was published, and every cache; the repository, the compiled templates and the pictures stay. */
export async function forgetReleases(data: string): Promise<void> {
  for (const name of await readdir(data)) if (['releases', 'cache', 'public', 'attachments'].includes(name)) await rm(join(data, name), { recursive: true, force: true });
}
