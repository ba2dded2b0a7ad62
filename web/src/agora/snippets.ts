// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

export const senders = ["java", "spring", "python", "javascript", "curl"] as const;
export type Sender = (typeof senders)[number];

/** True for addresses that only this machine can reach, where OTLP needs no key. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}

/** Lines to copy that make a sender point at `origin`. */
export function snippet(sender: Sender, origin: string, withKey: boolean): string {
  const key = withKey ? 'export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer KEY"\n' : "";
  const environment = `export OTEL_SERVICE_NAME=assistant
export OTEL_EXPORTER_OTLP_ENDPOINT=${origin}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
${key}`;
  switch (sender) {
    case "java":
      return `${environment}java -javaagent:opentelemetry-javaagent.jar \\
     -Dotel.javaagent.extensions=farol-agent.jar \\
     -jar app.jar`;
    case "spring":
      return `spring.application.name=assistant
management.tracing.sampling.probability=1.0
management.opentelemetry.tracing.export.otlp.endpoint=${origin}/v1/traces${
        withKey ? "\nmanagement.opentelemetry.tracing.export.otlp.headers.Authorization=Bearer KEY" : ""
      }`;
    case "python":
      return `pip install opentelemetry-distro opentelemetry-exporter-otlp-proto-http
opentelemetry-bootstrap -a install
${environment}opentelemetry-instrument python app.py`;
    case "javascript":
      return `npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node
${environment}node --require @opentelemetry/auto-instrumentations-node/register app.js`;
    case "curl":
      return `curl -sS ${origin}/v1/traces -H 'Content-Type: application/json' \\${withKey ? "\n  -H 'Authorization: Bearer KEY' \\" : ""}
  -d '{"resourceSpans":[{"resource":{"attributes":[
    {"key":"service.name","value":{"stringValue":"assistant"}}]},
    "scopeSpans":[{"spans":[{"traceId":"'$(openssl rand -hex 16)'","spanId":"'$(openssl rand -hex 8)'",
      "name":"chat gpt-4.1","kind":3,
      "startTimeUnixNano":"'$(date +%s)'000000000","endTimeUnixNano":"'$(date +%s)'900000000",
      "attributes":[
        {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
        {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
        {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4.1"}},
        {"key":"gen_ai.usage.input_tokens","value":{"intValue":"2"}},
        {"key":"gen_ai.usage.output_tokens","value":{"intValue":"1"}}]}]}]}]}'`;
  }
}
