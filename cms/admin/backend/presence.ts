import { avatar } from '../editor/avatar.ts';
import type { Surroundings } from './backend-shapes.ts';
import type { DeskError } from './desk-client.ts';

/** Who is here, as Decap asks for it: the session is a cookie that scripts cannot read, and the desk's own pages begin it. */
export class Presence {
  readonly #page: Pick<Surroundings, 'client' | 'session' | 'say' | 'leave'>;

  constructor(page: Pick<Surroundings, 'client' | 'session' | 'say' | 'leave'>) {
    this.#page = page;
  }

  /** Decap asks every five minutes; an answer that somebody is signed out becomes a toast, the text stays. */
  async status() {
    const { signedIn, reached } = await this.#page.client.session().then(
      (session) => ({ signedIn: session !== null, reached: true }),
      // Who cannot ask does not know: only an answer signs anybody out.
      () => ({ signedIn: true, reached: false }),
    );
    return { auth: { status: signedIn }, api: { status: reached, statusPage: '网络连接' } };
  }

  user() {
    const { name, username } = this.#page.session;
    return { name, login: username, avatar_url: avatar(name), backendName: 'desk' };
  }

  /** Ends the session. Never answers: Decap would show its login for the moment until the page is left. */
  async leave(): Promise<never> {
    await this.#page.client.signOut().catch((error: DeskError) => {
      if (error.code === 'signed-out') return;
      this.#page.say('没有退出', error.message);
      return new Promise(() => {});
    });
    this.#page.leave();
    return new Promise(() => {});
  }
}
