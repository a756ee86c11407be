import { hash } from 'node:crypto';
import type { Snapshot } from '../content/snapshot.ts';
import { answer } from './answer.ts';
import { keyOf, nameOf, type Question } from './question.ts';
import type { Door } from './scope.ts';

/** One question that a page asked, and what came of it. */
export interface Recorded {
  /** Its name; it can be asked again by it. */
  question: string;
  key: string;
  digest: string;
  /** When time alone changes the answer (ms since the epoch); infinite when it never does. */
  turns: number;
}

/** The door for renderings whose questions nobody needs: a clean build, the development server. */
export const openDoor = (snapshot: Snapshot): Door => Object.freeze({ ask: (question: unknown) => answer(snapshot, question as Question) });

/** Answers questions about one snapshot and says what was asked. Questions that many pages ask are answered once. */
export class Recorder {
  readonly #snapshot: Snapshot;
  readonly #shared = new Map<string, { given: unknown; recorded: Recorded }>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** A door for one rendering, and the list that fills while it is used. */
  open(): { door: Door; asked: Map<string, Recorded> } {
    const asked = new Map<string, Recorded>();
    const ask = (question: unknown): unknown => {
      const name = nameOf(question as Question);
      const { given, recorded } = this.#answer(name, question as Question);
      asked.set(name, recorded);
      return given;
    };
    return { door: Object.freeze({ ask }), asked };
  }

  /** Asks a recorded question again. */
  again(question: string): Recorded {
    return this.#answer(question, JSON.parse(question) as Question).recorded;
  }

  #answer(name: string, question: Question): { given: unknown; recorded: Recorded } {
    const known = this.#shared.get(name);
    if (known) return known;
    const { answer: given, turns } = this.#snapshot.instant.watch(() => answer(this.#snapshot, question));
    const digest = hash('sha1', JSON.stringify(given) ?? '', 'base64url');
    const made = { given, recorded: { question: name, key: keyOf(question), digest, turns } };
    if (isShared(question)) {
      freeze(given);
      this.#shared.set(name, made);
    }
    return made;
  }
}

/** Whether more pages than one ask it. The texts of ten thousand articles are not held. */
const isShared = (question: Question): boolean =>
  question.ask === 'setting' || question.ask === 'grey' || question.ask === 'alerts' || question.ask === 'months' || (question.ask === 'list' && (question.query.list === 'all' || question.query.list === 'newest'));

/** An answer that several pages get is nobody's to change. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
