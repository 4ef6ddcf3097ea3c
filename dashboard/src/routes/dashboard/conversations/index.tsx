import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { DownloadIcon } from "lucide-react";
import { PageHeader } from "~/components/page-header";
import { Button } from "~/components/ui/button";
import { Menu, MenuItem } from "~/components/ui/menu";
import { ConversationFilters } from "~/features/conversation/conversation-filters";
import { ConversationList } from "~/features/conversation/conversation-list";
import { exportAddress, type Filter, readFilter } from "~/features/conversation/filter";

export const Route = createFileRoute("/dashboard/conversations/")({ component: ConversationsPage, validateSearch: readFilter });

function ConversationsPage() {
  const filter = Route.useSearch();
  const navigate = useNavigate();
  const change = (search: Filter) => void navigate({ to: "/dashboard/conversations", search, replace: true });
  return (
    <>
      <PageHeader
        title="Conversations"
        action={
          <Menu
            trigger={
              <Button variant="secondary">
                <DownloadIcon aria-hidden /> Export
              </Button>
            }
          >
            {(["csv", "json"] as const).map((format) => (
              <MenuItem key={format} asChild>
                <a href={exportAddress(filter, format)} download>
                  {format.toUpperCase()}
                </a>
              </MenuItem>
            ))}
          </Menu>
        }
      >
        What visitors asked, and what they were told.
      </PageHeader>
      <div className="space-y-4">
        <ConversationFilters filter={filter} onChange={change} />
        <ConversationList filter={filter} />
      </div>
    </>
  );
}
