import { expect, test, vi } from "vitest";

import { Composer, type ComposerProps, MAX_CHARS } from "../src/panel/components/Composer";
import { render } from "./render";
import { act } from "preact/test-utils";

async function setUp(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn();
  const onStop = vi.fn();
  const { box } = await render(<Composer phase="idle" focusAsked={0} onSend={onSend} onStop={onStop} {...props} />);
  const field = box.querySelector("textarea")!;
  const type = (text: string) => act(() => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  const press = (init: KeyboardEventInit) => act(() => void field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init })));
  return { box, field, onSend, onStop, type, press };
}

test("Enter sends and empties the field, Shift+Enter does not", async () => {
  const { field, onSend, type, press } = await setUp();
  await type("Hello");
  await press({ key: "Enter", shiftKey: true });
  expect(onSend).not.toHaveBeenCalled();
  await press({ key: "Enter" });
  expect(onSend.mock.calls).toEqual([["Hello"]]);
  expect(field.value).toBe("");
});

test("Enter belongs to the input method while a word is composed, and just after", async () => {
  const { field, onSend, type, press } = await setUp();
  await type("にほん");
  await press({ key: "Enter", isComposing: true });
  await act(() => void field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })));
  await press({ key: "Enter" });
  expect(onSend).not.toHaveBeenCalled();
});

test("blank and too long messages are not sent, and the visitor is told by how much", async () => {
  const { box, onSend, type, press } = await setUp();
  for (const text of ["  \n ", "x".repeat(MAX_CHARS + 12)]) {
    await type(text);
    await press({ key: "Enter" });
    expect(box.querySelector<HTMLButtonElement>(".send")!.disabled).toBe(true);
  }
  expect(onSend).not.toHaveBeenCalled();
  expect(box.querySelector("[role=status]")!.textContent).toBe("Characters too many: 12");
});

test("while an answer is written the button stops it, and Enter keeps the text", async () => {
  const { box, field, onSend, onStop, type, press } = await setUp({ phase: "busy" });
  await type("next");
  await press({ key: "Enter" });
  expect(onSend).not.toHaveBeenCalled();
  expect(field.value).toBe("next");
  box.querySelector<HTMLButtonElement>(".stop")!.click();
  expect(onStop).toHaveBeenCalledOnce();
});
