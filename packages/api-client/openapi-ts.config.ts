import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: process.env.PARLOR_OPENAPI ?? "../../docs/openapi.json",
  output: {
    path: "src/generated",
    // The generator's own runtime does not compile under `exactOptionalPropertyTypes`. Its types
    // reach us unharmed; what it does inside is its own business.
    header: ["// Generated from docs/openapi.json by `npm run generate -w @parlor/api-client`.", "// @ts-nocheck"],
  },
  parser: {
    patch: {
      operations: {
        // The generator knows one body for each operation, and would take JSON: then files could not be sent.
        "POST /api/admin/agents/{id}/documents": (operation) => {
          const body = "requestBody" in operation ? operation.requestBody : undefined;
          if (body !== undefined && "content" in body) delete body.content["application/json"];
        },
      },
    },
  },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
});
