import { zodResolver } from "@hookform/resolvers/zod";
import { type CreatedInvitation, createInvitation } from "@parlor/api-client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Field, FormError, Input, Select } from "~/components/ui/field";
import { accountQuery } from "~/features/account/account";
import { body } from "~/lib/api";
import { showProblem } from "~/lib/form-errors";
import { LinkDialog } from "./link-dialog";
import { givable, membersQuery } from "./member";

const schema = z.object({ email: z.email("Enter an email address"), role: z.enum(["viewer", "member", "admin", "owner"]) });

/** Asks who is invited as what, then shows the link to pass on. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { data: account } = useSuspenseQuery(accountQuery);
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<CreatedInvitation>();
  const { register, handleSubmit, setError, formState } = useForm<z.infer<typeof schema>>({ resolver: zodResolver(schema), defaultValues: { email: "", role: "member" } });
  const submit = handleSubmit(async (invited) => {
    try {
      setCreated(await body(createInvitation({ body: invited, throwOnError: true })));
      await queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
    } catch (error) {
      showProblem(error, ["email", "role"], setError);
    }
  });
  if (created !== undefined) return <LinkDialog title={`Invitation for ${created.email}`} link={created} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title="Invite somebody" description="You get a link to send them.">
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field label="Email" error={formState.errors.email?.message}>
          {(field) => <Input {...field} {...register("email")} type="email" autoComplete="off" />}
        </Field>
        <Field label="Role" error={formState.errors.role?.message}>
          {(field) => (
            <Select {...field} {...register("role")}>
              {givable(account.member.role).map(({ value, label, hint }) => <option key={value} value={value}>{label}: {hint.toLowerCase()}</option>)}
            </Select>
          )}
        </Field>
        <FormError>{formState.errors.root?.server?.message}</FormError>
        <div className="flex justify-end">
          <Button type="submit" busy={formState.isSubmitting}>
            Create invitation
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
