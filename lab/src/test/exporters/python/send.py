# SPDX-License-Identifier: Apache-2.0
# Copyright The Farol Authors
"""The OpenTelemetry SDK of Python sends a call twenty times a second until its input ends.

Usage: send.py grpc|http ENDPOINT SERVICE. Prints `made ID` for each span, then `delivered ID` or `dropped ID`
as its exporter believes; the SDK's own log goes to stderr.
"""

import logging
import sys
import threading

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import SpanKind

logging.basicConfig(stream=sys.stderr, level=logging.INFO)
protocol, endpoint, service = sys.argv[1:4]
if protocol == "grpc":
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    inner = OTLPSpanExporter(endpoint=endpoint, insecure=True, timeout=20)
else:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    inner = OTLPSpanExporter(endpoint=endpoint + "/v1/traces", timeout=20)


saying = threading.Lock()


def say(word, span):
    with saying:
        print(f"{word} {span.context.trace_id:032x}/{span.context.span_id:016x}", flush=True)


class Telling(SpanExporter):
    def export(self, spans):
        result = inner.export(spans)
        word = "delivered" if result == SpanExportResult.SUCCESS else "dropped"
        for span in spans:
            say(word, span)
        return result

    def shutdown(self):
        inner.shutdown()


provider = TracerProvider(resource=Resource.create({"service.name": service}))
provider.add_span_processor(BatchSpanProcessor(Telling(), schedule_delay_millis=300, max_export_batch_size=64))
tracer = provider.get_tracer("test")
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
while not ended.wait(0.05):
    attributes = {"http.request.method": "GET", "server.address": "api.example.com", "http.response.status_code": 200}
    with tracer.start_as_current_span("GET", kind=SpanKind.CLIENT, attributes=attributes) as span:
        say("made", span)
provider.force_flush(60_000)
provider.shutdown()
print("end", flush=True)
