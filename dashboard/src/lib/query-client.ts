import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem";

/**
 * Reads are retried only where a second try can help: lost network or a server that is busy.
 * `signedOut` is called when any answer says that the session is over.
 */
export function createQueryClient(signedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Problem && error.status === 401) signedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && mayHelp(error),
      },
      mutations: { retry: false },
    },
  });
}

function mayHelp(error: unknown): boolean {
  return !(error instanceof Problem) || error.status === 0 || error.status >= 502;
}
