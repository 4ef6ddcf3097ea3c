import { zodResolver } from "@hookform/resolvers/zod";
import type { AgentBody } from "@parlor/api-client";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { Field, FormError, Input, Textarea } from "~/components/ui/field";
import { AppearanceFields } from "./appearance-fields";
import { ConflictDialog } from "./conflict-dialog";
import { draftSchema, toForm } from "./draft-form";
import { ModelField } from "./model-field";
import { ModelSettingsFields } from "./model-settings-fields";
import { NoEvidenceFields } from "./no-evidence-fields";
import { RetrievalFields } from "./retrieval-fields";
import { SaveBar } from "./save-bar";
import { SuggestionFields } from "./suggestion-fields";
import { TokenCount } from "./token-count";
import { UnsavedGuard } from "./unsaved-guard";
import { useSaveDraft } from "./use-save-draft";

/** Everything about how the agent behaves, as one form over its draft. */
export function PromptEditor({ agent }: { agent: AgentBody }) {
  const form = useForm({ resolver: zodResolver(draftSchema), defaultValues: toForm(agent) });
  const { register, formState, control } = form;
  const { errors } = formState;
  const prompt = useWatch({ control, name: "systemPrompt" });
  const { save, conflict } = useSaveDraft(agent, form);
  const submit = form.handleSubmit(save);
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
        <Card>
          <CardHeader title="Instructions">What the agent does, how it sounds, and what it must not do.</CardHeader>
          <CardBody className="space-y-5">
            <Field label="System prompt" aside={<TokenCount text={prompt} />} error={errors.systemPrompt?.message}>
              {(field) => <Textarea {...field} {...register("systemPrompt")} rows={12} className="min-h-40" spellCheck />}
            </Field>
            <ModelField />
            <ModelSettingsFields />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="First impression">What visitors see before they write.</CardHeader>
          <CardBody className="space-y-5">
            <Field label="Name" error={errors.name?.message}>
              {(field) => <Input {...field} {...register("name")} autoComplete="off" />}
            </Field>
            <Field label="Greeting" aside="Optional" error={errors.greeting?.message}>
              {(field) => <Textarea {...field} {...register("greeting")} rows={2} />}
            </Field>
            <SuggestionFields />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Appearance">How the chat looks on your pages.</CardHeader>
          <CardBody>
            <AppearanceFields />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Retrieval">How passages are found in the agent's documents.</CardHeader>
          <CardBody className="space-y-5">
            <RetrievalFields />
            <NoEvidenceFields />
          </CardBody>
        </Card>
        <FormError>{errors.root?.server?.message}</FormError>
        <SaveBar dirty={formState.isDirty} busy={formState.isSubmitting} onDiscard={() => { form.reset(); }} />
      </form>
      <ConflictDialog conflict={conflict} />
      <UnsavedGuard dirty={formState.isDirty} />
    </FormProvider>
  );
}
