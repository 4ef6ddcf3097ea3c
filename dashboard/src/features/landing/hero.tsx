import { Link } from "@tanstack/react-router";
import { ArrowRightIcon } from "lucide-react";
import { buttonStyle } from "~/components/ui/button";
import { useTitle } from "~/lib/title";

export function Hero() {
  useTitle("Answers from your own documents");
  return (
    <section>
      <h1 className="text-[clamp(2.35rem,1.2rem+4.2vw,4rem)] leading-[1.04] font-semibold tracking-[-0.04em]">
        Your documents, <br className="max-sm:hidden" />
        answering on <br className="max-sm:hidden" />
        your website.
      </h1>
      <p className="mt-6 max-w-[33rem] text-[1.0625rem] leading-relaxed text-muted">
        Parlor is a chat assistant for your visitors. Give it your documents and a few instructions, paste one line of HTML, and it
        answers their questions, naming the passage it used.
      </p>
      <div className="mt-8 flex flex-wrap items-center gap-3">
        <Link to="/signup" className={buttonStyle({ size: "lg" })}>
          Create an agent <ArrowRightIcon aria-hidden />
        </Link>
        <a href="#how" className={buttonStyle({ variant: "secondary", size: "lg" })}>
          How it works
        </a>
      </div>
      <p className="mt-6 text-[0.8125rem] text-muted">Open source. One binary. Runs on your own machine, with the model you choose.</p>
    </section>
  );
}
