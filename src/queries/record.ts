import { hash } from 'node:crypto';
import type { Snapshot } from '../content/snapshot.ts';
import { answer } from './answer.ts';
import type { Full } from './entry.ts';
import { keyOf, nameOf, type Question } from './question.ts';
import { type Door, withDoor } from './scope.ts';

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
export function openDoor(snapshot: Snapshot): Door {
  const parts = new Once<string>();
  return Object.freeze({
    ask: (question: unknown) => answer(snapshot, question as Question),
    once: (name: string, make: () => Promise<string>) => parts.get(name, make),
  });
}

/** Parts that many pages share, by name; one whose making failed is made again by the next who wants it. */
class Once<Made> {
  readonly #made = new Map<string, Made | Promise<Made>>();

  get(name: string, make: () => Promise<Made>): Made | Promise<Made> {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const making = make();
    this.#made.set(name, making);
    making.then((made) => this.#made.set(name, made), () => this.#made.delete(name));
    return making;
  }
}

/** A part that pages share, and what it asked. */
interface Part {
  text: string;
  asked: ReadonlyMap<string, Recorded>;
}

/** Answers questions about one snapshot and says what was asked. Questions that many pages ask are answered once. */
export class Recorder {
  readonly #snapshot: Snapshot;
  readonly #shared = new Map<string, { given: unknown; recorded: Recorded }>();
  readonly #parts = new Once<Part>();

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
    const use = ({ text, asked: also }: Part): string => {
      for (const [question, recorded] of also) asked.set(question, recorded);
      return text;
    };
    const once = (name: string, make: () => Promise<string>): string | Promise<string> => {
      const part = this.#parts.get(name, async () => {
        const inner = this.open();
        return { text: await withDoor(inner.door, make), asked: inner.asked };
      });
      return part instanceof Promise ? part.then(use) : use(part);
    };
    return { door: Object.freeze({ ask, once }), asked };
  }

  /** Asks a recorded question again. */
  again(question: string): Recorded {
    return this.#answer(question, JSON.parse(question) as Question).recorded;
  }

  #answer(name: string, question: Question): { given: unknown; recorded: Recorded } {
    const known = this.#shared.get(name);
    if (known) return known;
    const { answer: given, turns } = this.#snapshot.instant.watch(() => answer(this.#snapshot, question));
    const digest = digestOf(question, given);
    const made = { given, recorded: { question: name, key: keyOf(question), digest, turns } };
    if (isShared(question)) {
      freeze(given);
      this.#shared.set(name, made);
    }
    return made;
  }
}

/** A digest of an answer. An entry's HTML is left out: ten thousand texts are long, and `text` says what they are made of. */
function digestOf({ ask }: Question, given: unknown): string {
  const told = ask === 'entry' && given ? { ...(given as Full), html: undefined, headings: undefined } : given;
  return hash('sha1', JSON.stringify(told) ?? '', 'base64url');
}

const SHARED: ReadonlySet<Question['ask']> = new Set(['setting', 'grey', 'alerts', 'months', 'validities', 'subjects']);
/** Whether more pages than one ask it. The texts of ten thousand articles are not held. */
const isShared = (question: Question): boolean =>
  SHARED.has(question.ask) || (question.ask === 'list' && ['all', 'newest', 'latest'].includes(question.query.list));

/** An answer that several pages get is nobody's to change. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
