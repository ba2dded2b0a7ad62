// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A start or alive record, as OTLP will carry it.
///
/// | field | start | alive |
/// |---|---|---|
/// | `eventName` | `farol.span.start` | `farol.span.alive` |
/// | `traceId`, `spanId` | those of the span | the same |
/// | `timeUnixNano` | the span's start | the moment of sending |
/// | `span.name`, `span.kind` (`client`, `producer`, …) | yes | yes |
/// | `parent_span_id` | 16 hex digits; absent from a root | the same |
/// | what the span carried at its start | without contents, shortened | no |
/// | `farol.alive_interval_ms` | no | the sender's interval |
final class SpanEvent implements LogRecordData {
  static final String START = "farol.span.start";
  static final String ALIVE = "farol.span.alive";

  private static final AttributeKey<String> NAME = AttributeKey.stringKey("span.name");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("span.kind");
  private static final AttributeKey<String> PARENT = AttributeKey.stringKey("parent_span_id");
  private static final AttributeKey<Long> INTERVAL =
      AttributeKey.longKey("farol.alive_interval_ms");

  private final Resource resource;
  private final InstrumentationScopeInfo scope;
  private final SpanContext span;
  private final String eventName;
  private final long atNanos;
  private final Attributes attributes;

  private SpanEvent(
      Resource resource,
      InstrumentationScopeInfo scope,
      SpanContext span,
      String eventName,
      long atNanos,
      Attributes attributes) {
    this.resource = resource;
    this.scope = scope;
    this.span = span;
    this.eventName = eventName;
    this.atNanos = atNanos;
    this.attributes = attributes;
  }

  /// The record of the start of the given span.
  static SpanEvent start(SpanData span) {
    AttributesBuilder attributes = Attributes.builder();
    StartAttributes.copy(span.getAttributes(), attributes);
    attributes.put(NAME, Texts.shortened(span.getName()));
    attributes.put(KIND, span.getKind().name().toLowerCase(Locale.ROOT));
    if (span.getParentSpanContext().isValid()) {
      attributes.put(PARENT, span.getParentSpanId());
    }
    return new SpanEvent(
        span.getResource(),
        span.getInstrumentationScopeInfo(),
        span.getSpanContext(),
        START,
        span.getStartEpochNanos(),
        attributes.build());
  }

  /// The same with where the call goes, unless it says so itself.
  SpanEvent to(String host, @Nullable Long port) {
    if (attributes.get(Destination.HOST) != null) {
      return this;
    }
    AttributesBuilder more = attributes.toBuilder().put(Destination.HOST, Texts.shortened(host));
    if (port != null) {
      more.put(Destination.PORT, port);
    }
    return new SpanEvent(resource, scope, span, eventName, atNanos, more.build());
  }

  /// The record that the span which this one started is still open.
  SpanEvent alive(long nowNanos, long intervalMillis) {
    Attributes kept =
        attributes.toBuilder()
            .removeIf(key -> !key.equals(NAME) && !key.equals(KIND) && !key.equals(PARENT))
            .put(INTERVAL, intervalMillis)
            .build();
    return new SpanEvent(resource, scope, span, ALIVE, nowNanos, kept);
  }

  @Override
  public Resource getResource() {
    return resource;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return scope;
  }

  @Override
  public long getTimestampEpochNanos() {
    return atNanos;
  }

  @Override
  public long getObservedTimestampEpochNanos() {
    return atNanos;
  }

  @Override
  public SpanContext getSpanContext() {
    return span;
  }

  @Override
  public Severity getSeverity() {
    return Severity.INFO;
  }

  @Override
  public String getSeverityText() {
    return "INFO";
  }

  @Override
  @SuppressWarnings("deprecation") // Still abstract in the interface; getBodyValue answers for it.
  public io.opentelemetry.sdk.logs.data.Body getBody() {
    return io.opentelemetry.sdk.logs.data.Body.empty();
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  public String getEventName() {
    return eventName;
  }
}
