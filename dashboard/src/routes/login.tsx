import { createFileRoute, Link } from "@tanstack/react-router";
import { AuthFrame } from "~/components/auth-frame";
import { LoginForm } from "~/features/account/login-form";

export const Route = createFileRoute("/login")({
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" ? { next: search.next } : {},
  component: LoginPage,
});

function LoginPage() {
  const { next } = Route.useSearch();
  return (
    <AuthFrame
      title="Welcome back"
      lead="Log in to manage your agents."
      foot={
        <>
          New here?{" "}
          <Link to="/signup" className="font-medium text-ink underline underline-offset-4 hover:text-accent">
            Create an account
          </Link>
        </>
      }
    >
      <LoginForm next={next} />
    </AuthFrame>
  );
}
