import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitEnvironment, ObjectReader } from '../../../src/content/objects.ts';
import { listTree } from '../../../src/content/repository.ts';
import type { SourceFile } from '../../../src/content/source.ts';
import { diffTrees, type Difference } from '../../../src/content/tree.ts';
import { type CommitParts, formatCommit, type ParsedCommit, parseCommit } from './commit.ts';
import { Refs } from './refs.ts';
import { type Change, editTree } from './tree.ts';
import { ObjectWriter } from './writer.ts';

const run = promisify(execFile);

export const MAIN = 'refs/heads/main';
export const DRAFTS = 'refs/heads/cms/';

/** How many answers about what changed a path last are kept. */
const REMEMBERED = 64;

/** A commit with its id. */
export type Commit = ParsedCommit & { id: string };

/**
 * The content's repository as the desk works with it: objects only, never a working tree, through long-lived processes.
 * Nothing here knows of entries; the verbs in `workflow/` do.
 */
export class Store {
  readonly repository: string;
  readonly reader: ObjectReader;
  readonly #writer: ObjectWriter;
  readonly #refs: Refs;
  readonly #lastChanges = new Map<string, Promise<Commit | null>>();

  constructor(repository: string) {
    this.repository = repository;
    this.reader = new ObjectReader(repository);
    this.#writer = new ObjectWriter(repository);
    this.#refs = new Refs(repository);
  }

  /** The commit that a ref or id names now, or null. */
  async commit(name: string): Promise<Commit | null> {
    const object = await this.reader.get(name);
    return object?.type === 'commit' ? { ...parseCommit(object.bytes), id: object.id } : null;
  }

  /** `main`'s commit. A repository without one is broken: throws. */
  async main(): Promise<Commit> {
    const commit = await this.commit(MAIN);
    if (!commit) throw new Error(`${this.repository} has no ${MAIN}`);
    return commit;
  }

  /** The blob at a path of a commit; null where there is none or it is a folder. */
  async file(commit: string, path: string): Promise<{ version: string; bytes: Buffer } | null> {
    const object = await this.reader.get(`${commit}:${path}`);
    return object?.type === 'blob' ? { version: object.id, bytes: object.bytes } : null;
  }

  /** Every file of a folder of a commit, or none where there is no such folder. */
  async files(commit: string, folder: string): Promise<SourceFile[]> {
    const object = await this.reader.get(`${commit}:${folder}`);
    return object?.type === 'tree' ? listTree(this.reader, object.id, folder) : [];
  }

  /**
   * The commit that changed a path last, as seen from another commit's id; null where none did. Spawns Git: for answers to people, not for loops.
   * What came before a commit never changes, so the last answers are remembered: a crowd that saves one entry at once asks the same.
   */
  lastChange(from: string, path: string): Promise<Commit | null> {
    const question = `${from}:${path}`;
    const known = this.#lastChanges.get(question);
    if (known) return known;
    const answer = run('git', ['--git-dir', this.repository, 'log', '-1', '--format=%H', from, '--', path], { env: gitEnvironment() })
      .then(({ stdout }) => (stdout.trim() ? this.commit(stdout.trim()) : null));
    this.#lastChanges.set(question, answer);
    answer.catch(() => this.#lastChanges.delete(question));
    const [oldest] = this.#lastChanges.keys();
    if (this.#lastChanges.size > REMEMBERED) this.#lastChanges.delete(oldest!);
    return answer;
  }

  /** When a path came to `main` for the last time after it was not there, in ms; undefined when it never did. Spawns Git. */
  async firstAdded(path: string): Promise<number | undefined> {
    const { stdout } = await run('git', ['--git-dir', this.repository, 'log', '-1', '--first-parent', '--diff-filter=A', '--format=%ct', MAIN, '--', path], { env: gitEnvironment() });
    return stdout.trim() ? Number(stdout.trim()) * 1000 : undefined;
  }

  /** Whether one commit has another in its history, or is it. */
  contains(commit: string, older: string): Promise<boolean> {
    return run('git', ['--git-dir', this.repository, 'merge-base', '--is-ancestor', older, commit], { env: gitEnvironment() }).then(() => true, () => false);
  }

  blob(bytes: Uint8Array): Promise<string> {
    return this.#writer.write('blob', bytes);
  }

  /** A tree made of another by changing paths. */
  edit(tree: string | null, changes: ReadonlyMap<string, Change>): Promise<string> {
    return editTree(this.reader, this.#writer, tree, changes);
  }

  differences(before: string | null, after: string): Promise<Difference[]> {
    return diffTrees(this.reader, before, after);
  }

  /** Writes a commit without moving anything to it. */
  write(parts: CommitParts): Promise<string> {
    return this.#writer.write('commit', formatCommit(parts));
  }

  /** Moves a ref by compare-and-swap; throws `RefMoved`. */
  move(ref: string, from: string | null, to: string | null): Promise<void> {
    return this.#refs.move(ref, from, to);
  }

  refs(prefix: string): Promise<{ ref: string; commit: string }[]> {
    return this.#refs.list(prefix);
  }

  async close(): Promise<void> {
    await Promise.all([this.reader.close(), this.#refs.close()]);
  }
}
