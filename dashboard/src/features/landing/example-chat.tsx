import { FileTextIcon } from "lucide-react";
import { Logo } from "~/components/logo";

/** A drawing of an answer with its citation. It says that it is an example, and nothing in it is interactive. */
export function ExampleChat() {
  return (
    <figure className="relative mx-auto w-full max-w-[27rem]">
      <div aria-hidden className="absolute -inset-x-16 -inset-y-10 -z-10 rounded-full bg-tint opacity-80 blur-3xl" />
      <div className="overflow-hidden rounded-3xl border bg-surface shadow-high">
        <div className="flex items-center border-b px-5 py-4 text-[0.8125rem]">
          <Logo />
        </div>
        <div className="space-y-4 px-5 py-6 text-[0.9375rem]">
          <p className="ms-auto w-fit max-w-[80%] rounded-2xl rounded-ee-md bg-accent px-4 py-2.5 text-on-accent">Can I return shoes I have worn once?</p>
          <div className="max-w-[92%] rounded-2xl rounded-es-md bg-sunken px-4 py-3 leading-relaxed">
            Yes, within 30 days, as long as they were only worn indoors.
            <span className="ms-1 inline-grid h-5 min-w-5 place-items-center rounded-md bg-tint px-1 align-text-bottom text-xs font-semibold text-accent">1</span>
          </div>
          <blockquote className="max-w-[92%] rounded-2xl border px-4 py-3 text-[0.8125rem]">
            <p className="mb-1.5 flex items-center gap-2 font-medium">
              <FileTextIcon aria-hidden className="size-4 text-accent" /> Returns policy › Footwear
            </p>
            <p className="leading-relaxed text-muted">“Shoes may be sent back within 30 days of delivery if they were tried on indoors and the soles are clean.”</p>
          </blockquote>
        </div>
        <div aria-hidden className="mx-5 mb-5 rounded-xl border px-4 py-3 text-muted">Ask a question</div>
      </div>
      <figcaption className="mt-3 text-center text-xs text-muted">An example answer with the passage it cites</figcaption>
    </figure>
  );
}
