import { useQuery } from "@tanstack/react-query";
import { Card, CardHeader } from "~/components/ui/card";
import { count, money } from "~/lib/format";
import { byModel, type ReportFilter, usageQuery } from "./insight";

/** Tokens and cost of each model, of all agents together. */
export function ModelUseCard({ filter }: { filter: ReportFilter }) {
  const models = byModel(useQuery(usageQuery(filter)).data?.days ?? []);
  if (models.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Models">Tokens and cost of all agents together, as far as providers tell.</CardHeader>
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} role="region" aria-label="Models as a table" className="overflow-x-auto border-t">
        <table className="w-full text-[0.8125rem] tabular-nums">
          <thead className="bg-sunken">
            <tr>
              <th scope="col" className="px-5 py-2 text-start font-medium">Model</th>
              {["Answers", "Tokens read", "Tokens written", "Cost"].map((label) => <th key={label} scope="col" className="px-5 py-2 text-end font-medium whitespace-nowrap">{label}</th>)}
            </tr>
          </thead>
          <tbody className="divide-y">
            {models.map(({ model, calls, inputTokens, outputTokens, costMicros }) => (
              <tr key={model}>
                <th scope="row" className="px-5 py-2 text-start font-normal">{model === "" ? "None" : model}</th>
                <td className="px-5 py-2 text-end">{count(calls)}</td>
                <td className="px-5 py-2 text-end">{count(inputTokens)}</td>
                <td className="px-5 py-2 text-end">{count(outputTokens)}</td>
                <td className="px-5 py-2 text-end">{money(costMicros)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
