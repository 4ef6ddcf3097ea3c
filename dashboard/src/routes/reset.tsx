import { createFileRoute, Link } from "@tanstack/react-router";
import { AuthFrame } from "~/components/auth-frame";
import { ResetForm } from "~/features/account/reset-form";
import { useLinkToken } from "~/lib/link-token";

export const Route = createFileRoute("/reset")({ component: ResetPage });

function ResetPage() {
  const token = useLinkToken();
  return (
    <AuthFrame
      title="Choose a new password"
      lead="Every session of your account ends with the old one."
      foot={
        <Link to="/login" className="font-medium text-ink underline underline-offset-4 hover:text-accent">
          Back to the login
        </Link>
      }
    >
      <ResetForm token={token} />
    </AuthFrame>
  );
}
