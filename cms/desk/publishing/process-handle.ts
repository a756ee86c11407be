import { type ChildProcess, fork } from 'node:child_process';

export interface Hearing<Answer> {
  hear: (answer: Answer) => void;
  /** It has ended, however; what it was told and did not answer is lost. */
  over: (why: string) => void;
}

/** A child process of the desk: started when it is needed, and again when it has died. It ends when the desk does. */
export class ProcessHandle<Message extends object, Answer> {
  readonly #file: string;
  readonly #args: readonly string[];
  readonly #hearing: Hearing<Answer>;
  readonly #flags: () => string[];
  #child: ChildProcess | undefined;

  /** `flags`: of Node, asked for at each start. */
  constructor(file: string, args: readonly string[], hearing: Hearing<Answer>, flags: () => string[] = () => []) {
    this.#file = file;
    this.#args = args;
    this.#hearing = hearing;
    this.#flags = flags;
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** Starts it before it is needed: it loads while whoever needs it still prepares. */
  begin(): ChildProcess {
    return (this.#child ??= this.#start());
  }

  send(message: Message): void {
    const child = this.begin();
    child.send(message, (error) => {
      if (error) this.#end(child, `cannot be reached: ${error.message}`);
    });
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else if (child.connected) child.disconnect();
      setTimeout(() => child.kill('SIGKILL'), 5000).unref();
    });
  }

  #start(): ChildProcess {
    const child = fork(this.#file, [...this.#args], { execArgv: ['--disable-warning=ExperimentalWarning', ...this.#flags()], stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
    child.on('message', (answer) => this.#hearing.hear(answer as Answer));
    child.on('exit', (code, signal) => this.#end(child, `ended (${signal ?? code})`));
    child.on('error', (error) => this.#end(child, `cannot run: ${error.message}`));
    return child;
  }

  #end(child: ChildProcess, why: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#hearing.over(why);
  }
}
