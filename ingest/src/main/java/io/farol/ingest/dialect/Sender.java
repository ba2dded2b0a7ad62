// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Origin;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who sent a group of records: OTLP's resource, and the instrumentation scope within it.
///
/// @param origin the party
/// @param scope the instrumentation's name; empty when it said none
/// @param scopeVersion its version; empty when it said none
/// @param kept what of resource and scope stands among the attributes of each of its records
public record Sender(Origin origin, String scope, String scopeVersion, Map<String, Value> kept) {

  /// OTLP's own default, and ours for a sender that does not name itself.
  static final String UNKNOWN_SERVICE = "unknown";

  /// Resource attributes that help to find a process and are not in [Origin]. The rest describes
  /// machines and would be repeated on every span.
  private static final List<String> KEPT =
      List.of(
          "service.namespace",
          "service.version",
          "host.name",
          "container.id",
          "k8s.namespace.name",
          "k8s.pod.name",
          "telemetry.sdk.language",
          "openinference.project.name");

  public Sender {
    kept = Map.copyOf(kept);
  }

  /// Reads a resource and a scope.
  ///
  /// @param resource the resource's attributes
  public static Sender of(Attributes resource, String scope, String scopeVersion) {
    Map<String, Value> kept = new LinkedHashMap<>();
    for (String key : KEPT) {
      Value value = resource.value(key);
      if (value != null) {
        kept.put(key, value);
      }
    }
    if (!scope.isEmpty()) {
      kept.put("otel.scope.name", Value.of(scope));
    }
    if (!scopeVersion.isEmpty()) {
      kept.put("otel.scope.version", Value.of(scopeVersion));
    }
    String service = resource.text("service.name");
    return new Sender(
        new Origin(
            service == null ? UNKNOWN_SERVICE : service,
            first(resource, "deployment.environment.name", "deployment.environment"),
            resource.text("cloud.provider"),
            resource.text("cloud.region"),
            resource.text("service.instance.id")),
        scope,
        scopeVersion,
        kept);
  }

  private static @Nullable String first(Attributes resource, String key, String older) {
    String value = resource.text(key);
    return value != null ? value : resource.text(older);
  }
}
