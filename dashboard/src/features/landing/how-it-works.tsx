import { CodeIcon, FileTextIcon, PenLineIcon } from "lucide-react";

const STEPS = [
  { Icon: PenLineIcon, title: "Write what it should do", text: "A name, a greeting and instructions in plain words. Try every change in the live preview, publish when it is right, roll back when it is not." },
  { Icon: FileTextIcon, title: "Give it your documents", text: "Drop in text and Markdown files. They are cut into passages and searched by meaning and by words. See what any question finds, and why." },
  { Icon: CodeIcon, title: "Paste one line", text: "The snippet carries a key that works only on your websites. Visitors get streamed answers with citations, by keyboard, screen reader or thumb." },
];

export function HowItWorks() {
  return (
    <section id="how" aria-labelledby="how-title" className="scroll-mt-16 border-t bg-surface">
      <div className="shell py-20">
        <h2 id="how-title" className="text-[1.75rem] leading-tight font-semibold tracking-[-0.03em]">
          Three steps, a few minutes
        </h2>
        <ol className="mt-10 grid gap-x-10 gap-y-9 md:grid-cols-3">
          {STEPS.map(({ Icon, title, text }, index) => (
            <li key={title}>
              <div className="mb-4 flex items-center gap-3">
                <span aria-hidden className="grid size-10 place-items-center rounded-xl bg-tint text-accent">
                  <Icon className="size-5" />
                </span>
                <span aria-hidden className="font-mono text-xs text-muted">
                  0{index + 1}
                </span>
              </div>
              <h3 className="text-[1.0625rem] font-semibold tracking-[-0.015em]">{title}</h3>
              <p className="mt-1.5 leading-relaxed text-muted">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
