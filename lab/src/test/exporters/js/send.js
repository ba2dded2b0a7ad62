// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
// The OpenTelemetry SDK of JavaScript sends a call twenty times a second until its input ends.
// Usage: send.js json|proto|grpc ENDPOINT SERVICE. Prints `made ID` for each span, then `delivered ID` or
// `dropped ID` as its exporter believes; the SDK's own log goes to stderr.
import { diag, DiagLogLevel, SpanKind } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { OTLPTraceExporter as GrpcExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";

const log = (...words) => console.error(...words);
diag.setLogger({ error: log, warn: log, info: log, debug: log, verbose: log }, DiagLogLevel.WARN);
const [protocol, endpoint, service] = process.argv.slice(2);
const options = { timeoutMillis: 20_000 };
const inner =
  protocol === "grpc"
    ? new GrpcExporter({ ...options, url: endpoint })
    : protocol === "json"
      ? new JsonExporter({ ...options, url: `${endpoint}/v1/traces` })
      : new ProtoExporter({ ...options, url: `${endpoint}/v1/traces` });
const name = (span) => `${span.spanContext().traceId}/${span.spanContext().spanId}`;
const telling = {
  export(spans, done) {
    inner.export(spans, (result) => {
      if (result.error) log(String(result.error));
      for (const span of spans) console.log(result.code === 0 ? "delivered" : "dropped", name(span));
      done(result);
    });
  },
  forceFlush: () => inner.forceFlush(),
  shutdown: () => inner.shutdown(),
};
const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ "service.name": service }),
  spanProcessors: [
    new BatchSpanProcessor(telling, { scheduledDelayMillis: 300, maxExportBatchSize: 64, exportTimeoutMillis: 30_000 }),
  ],
});
const tracer = provider.getTracer("test");
const attributes = { "http.request.method": "GET", "server.address": "api.example.com", "http.response.status_code": 200 };
const beat = setInterval(() => {
  const span = tracer.startSpan("GET", { kind: SpanKind.CLIENT, attributes });
  console.log("made", name(span));
  span.end();
}, 50);
process.stdin.resume();
process.stdin.on("end", async () => {
  clearInterval(beat);
  await provider.forceFlush().catch(log);
  await provider.shutdown().catch(log);
  console.log("end");
  process.exit(0);
});
