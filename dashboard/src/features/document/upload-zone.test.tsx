import { uploadDocument } from "@parlor/api-client";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Problem } from "~/lib/problem";
import { renderPage } from "~/testing/render";
import { document } from "~/testing/samples";
import { UploadZone } from "./upload-zone";

// jsdom's files cannot travel in Node's requests, so the call itself is the seam here; the browser tests upload for real.
vi.mock("@parlor/api-client", async (original) => ({ ...(await original<object>()), uploadDocument: vi.fn() }));

const text = (name: string) => new File(["Refunds take five days."], name, { type: "text/plain" });

it("sends each file by itself, and one refusal does not stop the rest", async () => {
  const sent: string[] = [];
  vi.mocked(uploadDocument).mockImplementation((({ body }: { body: { file: File } }) => {
    sent.push(body.file.name);
    return body.file.name === "empty.txt"
      ? Promise.reject(new Problem({ status: 422, code: "invalid_request", detail: "The file is empty." }))
      : Promise.resolve({ data: document() });
  }) as unknown as typeof uploadDocument);
  const { user } = await renderPage(<UploadZone agentId="agt_1" />);
  await user.upload(screen.getByLabelText("Choose documents"), [text("a.txt"), text("empty.txt"), text("b.txt")]);
  expect(await screen.findByRole("alert")).toHaveTextContent("empty.txt: The file is empty.");
  await expect.poll(() => sent).toEqual(["a.txt", "empty.txt", "b.txt"]);
});

it("refuses other kinds of files without sending them, and sends the rest", async () => {
  vi.mocked(uploadDocument).mockResolvedValue({ data: document() } as never);
  await renderPage(<UploadZone agentId="agt_1" />);
  const image = new File(["x"], "photo.png", { type: "image/png" });
  await userEvent.setup({ applyAccept: false }).upload(screen.getByLabelText("Choose documents"), [image, text("a.txt")]);
  expect(await screen.findByRole("alert")).toHaveTextContent("photo.png: not a kind of file that can be read");
  expect(vi.mocked(uploadDocument).mock.calls.map(([options]) => (options.body.file as File).name)).toEqual(["a.txt"]);
});
