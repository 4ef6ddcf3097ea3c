import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { Problem } from "~/lib/problem";
import { renderPage } from "~/testing/render";
import { document } from "~/testing/samples";
import { addQuestion } from "./add-question";
import { QuestionDialog } from "./question-dialog";

vi.mock("./add-question", () => ({ addQuestion: vi.fn() }));

it("sends a question with its answer and closes", async () => {
  vi.mocked(addQuestion).mockResolvedValue({ data: document() });
  const onClose = vi.fn();
  const { user } = await renderPage(<QuestionDialog agentId="agt_1" onClose={onClose} />);
  await user.type(screen.getByLabelText("Question"), "Open on Sundays?");
  await user.type(screen.getByLabelText("Answer"), "No.");
  await user.click(screen.getByRole("button", { name: "Add the answer" }));
  await expect.poll(() => onClose.mock.calls.length).toBe(1);
  expect(addQuestion).toHaveBeenCalledWith("agt_1", { question: "Open on Sundays?", answer: "No." });
});

it("shows a refusal at its field and stays open", async () => {
  const fields = [{ path: "answer", message: "must have 1 to 20000 characters" }];
  vi.mocked(addQuestion).mockRejectedValue(new Problem({ status: 422, code: "invalid_request", detail: "Invalid.", fields }));
  const onClose = vi.fn();
  const { user } = await renderPage(<QuestionDialog agentId="agt_1" onClose={onClose} />);
  await user.type(screen.getByLabelText("Question"), "Open?");
  await user.type(screen.getByLabelText("Answer"), "No.");
  await user.click(screen.getByRole("button", { name: "Add the answer" }));
  expect(await screen.findByText("must have 1 to 20000 characters")).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
});
