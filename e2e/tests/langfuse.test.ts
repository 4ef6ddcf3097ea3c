/** Langfuse's own clients, as published, read what Parlor writes to a project, and Parlor reads what they write. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { LangfuseClient } from "@langfuse/client";
import { test as base, expect } from "@playwright/test";

import { LangfuseServer } from "../support/langfuse.ts";
import { Parlor } from "../support/parlor.ts";
import { runPython } from "../support/python.ts";
import { Tenant } from "../support/tenant.ts";
import { Upstream } from "../support/upstream.ts";
import { until } from "../support/processes.ts";

const PYTHON = "langfuse==5.0.4";
const EPOCH = "2020-01-01T00:00:00Z";
const SUITE = `
name: rental
threshold: 0.5
cases:
  - id: e-bike
    input: How much does an e-bike cost per day?
    expect: { answer: An e-bike costs €32 a day., facts: ["€32"] }
    checks: [{ correct: {} }]
    tags: [prices]
  - id: sorry
    input: What is the capital of France?
    expect: { facts: [Paris] }
`;

interface Fixtures {
  langfuse: LangfuseServer;
  folder: string;
}

const test = base.extend<Fixtures>({
  langfuse: async ({}, use) => {
    const langfuse = await LangfuseServer.start();
    await use(langfuse);
    await langfuse.stop();
  },
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "parlor-langfuse-"));
    await writeFile(path.join(folder, "rental.yaml"), SUITE);
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

/** Runs the suite against the demo agent with the scripted model, and tells Langfuse. */
async function report(langfuse: LangfuseServer, folder: string): Promise<void> {
  const script = path.resolve(import.meta.dirname, "../../evals/demo.script.yaml");
  const { stderr } = await langfuse.parlor(
    ["eval", "run", "rental.yaml", "--demo", "--script", script, "--langfuse", "--langfuse-run", "nightly"],
    folder,
  );
  expect(stderr).toContain("rental: experiment");
}

test("the npm client reads the dataset, the experiment and the scores of a run", async ({ langfuse, folder }) => {
  test.setTimeout(120_000);
  await report(langfuse, folder);
  const client = new LangfuseClient({
    baseUrl: langfuse.url,
    publicKey: langfuse.env.LANGFUSE_PUBLIC_KEY ?? "",
    secretKey: langfuse.env.LANGFUSE_SECRET_KEY ?? "",
  });

  const dataset = await client.dataset.get("rental");
  expect(dataset.metadata).toMatchObject({ threshold: 0.5 });
  expect(dataset.items).toHaveLength(2);
  const bike = dataset.items.find((item) => (item.metadata as { id: string }).id === "e-bike");
  expect(bike).toMatchObject({
    input: "How much does an e-bike cost per day?",
    expectedOutput: "An e-bike costs €32 a day.",
    metadata: { tags: ["prices"], facts: ["€32"] },
  });

  const experiments = await client.api.experiments.list({ fromStartTime: EPOCH, datasetId: dataset.id, fields: "core,scores" });
  expect(experiments.data).toHaveLength(1);
  const [experiment] = experiments.data;
  expect(experiment).toMatchObject({ name: "nightly", itemCount: 2, datasetId: dataset.id });
  expect(experiment?.scores).toMatchObject([{ name: "pass_rate", value: 0.5, dataType: "NUMERIC" }]);

  const items = await client.api.experiments.listItems({
    fromStartTime: EPOCH,
    experimentId: experiment?.id ?? "",
    fields: "core,dataset,io,itemMetadata,scores",
  });
  const answered = items.data.find((item) => item.experimentItemId === bike?.id);
  expect(String(answered?.output)).toContain("€32");
  expect(answered?.expectedOutput).toBe("An e-bike costs €32 a day.");
  const scores = Object.fromEntries((answered?.scores ?? []).map((score) => [score.name, score.value]));
  expect(scores).toEqual({ contains: true, correct: 1, passed: true });
  expect(answered?.scores?.find((score) => score.name === "correct")?.comment).toContain("€32");
  await client.shutdown();
});

const READ = `
import datetime, json
from langfuse import Langfuse
client = Langfuse()
assert client.auth_check()
dataset = client.get_dataset("rental")
since = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
experiment = client.api.experiments.list(from_start_time=since, name="nightly").data[0]
items = client.api.experiments.list_items(from_start_time=since, experiment_id=experiment.id, fields="core,io").data
scores = client.api.scores.get_many(experiment_id=experiment.id).data
by_trace = client.api.scores.get_many(trace_id=items[0].trace_id, fields="details,subject").data
derived = client._create_experiment_id(project_id="project-1", dataset_id=dataset.id, run_name="nightly")
print(json.dumps({
    "items": sorted([item.metadata["id"] for item in dataset.items]),
    "experiment": [experiment.item_count, experiment.dataset_id == dataset.id, experiment.id == derived],
    "linked": sorted(item.experiment_item_id for item in items) == sorted(item.id for item in dataset.items),
    "run": [[score.name, score.value] for score in scores],
    "trace": sorted(score.name for score in by_trace) != [],
}))
`;

test("the PyPI client reads the dataset, the experiment and the scores of a run", async ({ langfuse, folder }) => {
  test.setTimeout(240_000);
  await report(langfuse, folder);
  expect(JSON.parse(await runPython(PYTHON, READ, langfuse.env))).toEqual({
    items: ["e-bike", "sorry"],
    experiment: [2, true, true],
    linked: true,
    run: [["pass_rate", 0.5]],
    trace: true,
  });
});

const WRITE = `
from langfuse import Langfuse
client = Langfuse()
client.create_dataset(name="support/returns", description="From the team", metadata={"threshold": 0.9})
client.create_dataset_item(dataset_name="support/returns", id="r-1", input={"question": "How long?"}, expected_output="30 days", metadata={"tags": ["returns"], "facts": ["30 days"]})
client.create_dataset_item(dataset_name="support/returns", id="r-2", input=[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}, {"role": "user", "content": "And shoes?"}], expected_output={"answer": "Yes", "refusal": False})
client.create_prompt(name="greeter", prompt="Be kind.", labels=["production"])
`;

test("a dataset that the PyPI client made is a suite", async ({ langfuse, folder }) => {
  test.setTimeout(240_000);
  await runPython(PYTHON, WRITE, langfuse.env);
  const listed = await langfuse.parlor(["eval", "pull"], folder);
  expect(listed.stdout).toBe("support/returns\n");
  await langfuse.parlor(["eval", "pull", "support/returns", "--output", "pulled.yaml"], folder);
  const pulled = await readFile(path.join(folder, "pulled.yaml"), "utf8");
  for (const part of ["name: support/returns", "threshold: 0.9", "id: r-1", "input: How long?", "- 30 days", "input: And shoes?", "refusal: false"]) {
    expect(pulled).toContain(part);
  }
  const pushed = await langfuse.parlor(["eval", "push", "pulled.yaml"], folder);
  expect(pushed.stderr).toMatch(/0 archived/);
  expect(JSON.parse(await runPython(PYTHON, COUNT, langfuse.env))).toEqual(["r-1", "r-2"]);
});

const COUNT = `
import json
from langfuse import Langfuse
print(json.dumps(sorted(item.id for item in Langfuse().get_dataset("support/returns").items)))
`;

const SPANS = `
from langfuse import Langfuse, propagate_attributes
client = Langfuse()
with client.start_as_current_observation(name="turn", as_type="span", input="How long?") as turn:
    with propagate_attributes(user_id="ann", session_id="chat-1", trace_name="turn"):
        with turn.start_as_current_observation(name="retrieve", as_type="retriever", input="How long?"):
            pass
        with turn.start_as_current_observation(name="chat m", as_type="generation", model="m", input="How long?") as call:
            call.update(output="30 days", usage_details={"input": 1, "output": 1})
    turn.update(output="30 days")
client.flush()
`;

test("spans of a turn carry the attributes that the PyPI client's carry", async ({ langfuse }) => {
  test.setTimeout(240_000);
  const model = await Upstream.start();
  const parlor = await Parlor.start({ PARLOR_LLM_BASE_URL: model.baseUrl, PARLOR_LLM_MODEL: "scripted", ...langfuse.env });
  try {
    await model.when("How long", { answer: { text: "30 days" } });
    const tenant = await Tenant.signUp(parlor.url);
    const agent = await tenant.createAgent();
    const answer = await fetch(`${parlor.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${await tenant.createSecretKey()}`, "content-type": "application/json" },
      body: JSON.stringify({ model: agent, messages: [{ role: "user", content: "How long?" }] }),
    });
    expect(answer.status).toBe(200);
    await until(15, () => "no spans arrived", async () => ((await langfuse.spans()).length > 0 ? true : undefined));
    const ours = await langfuse.spans();
    await runPython(PYTHON, SPANS, langfuse.env);
    const theirs = (await langfuse.spans()).slice(ours.length);
    const of = (spans: typeof ours, type: string) =>
      spans.find((span) => span.attributes["langfuse.observation.type"] === type)?.attributes ?? {};
    for (const type of ["span", "generation"]) {
      const ignored = new Set(["langfuse.internal.as_root", "langfuse.internal.is_app_root", "langfuse.environment", "langfuse.release"]);
      const wanted = Object.keys(of(theirs, type)).filter((key) => !ignored.has(key));
      expect(wanted.length, type).toBeGreaterThan(2);
      expect(Object.keys(of(ours, type)), type).toEqual(expect.arrayContaining(wanted));
    }
  } finally {
    await parlor.stop();
    await model.stop();
  }
});
