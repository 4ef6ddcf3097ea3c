/** The scripted model server, planned from here over its control routes. */
import { type Program, start, until } from "./processes.ts";

type Answer =
  | { text: string }
  | { deltas: string[] }
  /** Calls of tools: each a name and its arguments as JSON text. */
  | { calls: [string, string][] }
  | { status: { code: number; body: string } }
  | { failing: { text: string; message: string } };

interface Plan {
  answer: Answer;
  /** Pause before each chunk. */
  delayMs?: number;
  /** Sends what it has and then never ends. */
  hang?: boolean;
}

export interface Counts {
  received: number;
  open: number;
  finished: number;
  cancelled: number;
}

interface Request {
  messages: { role: string; content: string }[];
  tools?: { function: { name: string } }[];
}

export class Upstream {
  private readonly program: Program;
  /** What `PARLOR_LLM_BASE_URL` is set to. */
  readonly baseUrl: string;

  private constructor(program: Program, baseUrl: string) {
    this.program = program;
    this.baseUrl = baseUrl;
  }

  static async start(): Promise<Upstream> {
    const program = start("upstream", ["--port", "0", "--tokens", "20"], {});
    const baseUrl = await until(10, () => `upstream did not start: ${program.output()}`, () =>
      Promise.resolve(/^http:\S+/m.exec(program.output())?.[0]),
    );
    return new Upstream(program, baseUrl);
  }

  /** Answers every question that contains `question`. */
  async when(question: string, plan: Plan): Promise<void> {
    await this.control("POST", "answers", { when: question, ...plan });
  }

  /** Answers the next question that nothing else was planned for, whatever it is. */
  async next(plan: Plan): Promise<void> {
    await this.control("POST", "answers", plan);
  }

  async counts(): Promise<Counts> {
    return (await this.control("GET", "counts")).json() as Promise<Counts>;
  }

  /** The bodies of all requests so far. */
  async requests(): Promise<Request[]> {
    const answer = await this.control("GET", "requests");
    const { requests } = (await answer.json()) as { requests: Request[] };
    return requests;
  }

  stop(): Promise<number | null> {
    return this.program.stop();
  }

  private async control(method: string, route: string, body?: object): Promise<Response> {
    const answer = await fetch(this.baseUrl.replace(/v1$/, `control/${route}`), {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`upstream: ${String(answer.status)} ${await answer.text()}`);
    return answer;
  }
}
