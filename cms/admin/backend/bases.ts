/** What each text in the editor is based on: a save says it, so that the desk can tell whether somebody came between. */
export class Bases {
  readonly #versions = new Map<string, string | null>();
  /** What was published meanwhile and has been shown: the next save of the path takes it into account. */
  readonly #merged = new Map<string, string | null>();
  #offered: { path: string; base: string | null; loaded: string | null } | undefined;

  /** A text was loaded into the editor, or was just written from it. */
  set(path: string, version: string | null): void {
    this.#versions.set(path, version);
  }

  of(path: string): string | null | undefined {
    return this.#versions.get(path);
  }

  /** What the save of a path says of its base. */
  tell(path: string, isNew: boolean): { base: string | null; merged?: string | null } {
    const merged = this.#merged.get(path);
    return { base: isNew ? null : (this.#versions.get(path) ?? null), ...(merged === undefined ? {} : { merged }) };
  }

  /** A publication was refused because of this published version, and the editor has seen it. */
  shown(path: string, version: string | null): void {
    this.#merged.set(path, version);
  }

  saved(path: string): void {
    this.#merged.delete(path);
  }

  /** An unsaved text of earlier is offered: if it is taken, the next save is based on what it was based on. */
  backupFound(path: string, base: string | null | undefined): void {
    if (base === undefined || !this.#versions.has(path)) return;
    this.#offered = { path, base, loaded: this.#versions.get(path) ?? null };
    this.#versions.set(path, base);
  }

  /** It was declined, or is saved. */
  backupDropped(): void {
    const offered = this.#offered;
    this.#offered = undefined;
    if (offered && this.#versions.get(offered.path) === offered.base) this.#versions.set(offered.path, offered.loaded);
  }
}
