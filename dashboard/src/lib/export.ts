/** The address of the file that holds what a list of the API holds for this query. */
export function exportOf(list: string, query: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) params.set(name, String(value));
  return `${list}/export?${params.toString()}`;
}
