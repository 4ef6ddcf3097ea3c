import { createFileRoute, Link } from "@tanstack/react-router";
import { AuthFrame } from "~/components/auth-frame";
import { SignupForm } from "~/features/account/signup-form";

export const Route = createFileRoute("/signup")({ component: SignupPage });

function SignupPage() {
  return (
    <AuthFrame
      title="Create your account"
      lead="One organization for your agents, documents and keys."
      foot={
        <>
          Already have an account?{" "}
          <Link to="/login" className="font-medium text-ink underline underline-offset-4 hover:text-accent">
            Log in
          </Link>
        </>
      }
    >
      <SignupForm />
    </AuthFrame>
  );
}
