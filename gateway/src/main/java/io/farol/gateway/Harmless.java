// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.RawExchange;
import io.farol.gateway.http.Field;
import io.farol.gateway.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What of an exchange's head may be captured: fields and query parameters that are known to carry
/// no credential and nothing personal. Whatever is not on a list is left out, so that a new kind of
/// secret stays out too.
final class Harmless {

  private static final Set<String> FIELDS =
      Set.of(
          "accept",
          "anthropic-version",
          "content-encoding",
          "content-language",
          "content-length",
          "content-type",
          "date",
          "facebook-api-version",
          "openai-model",
          "openai-processing-ms",
          "openai-version",
          "retry-after",
          "retry-after-ms",
          "server",
          "user-agent");

  /// Requests' ids and limits of providers.
  private static final List<String> BEGINNINGS =
      List.of(
          "x-ratelimit-",
          "anthropic-ratelimit-",
          "x-ms-region",
          "x-ms-deployment",
          "azureml-model-",
          "x-business-use-case-usage",
          "x-app-usage");

  private static final Set<String> IDS =
      Set.of(
          "x-request-id",
          "request-id",
          "apim-request-id",
          "x-ms-request-id",
          "x-ms-client-request-id",
          "x-amzn-requestid",
          "x-fb-trace-id",
          "x-fb-request-id",
          "cf-ray");

  private static final Set<String> PARAMETERS =
      Set.of("api-version", "alt", "stream", "limit", "order", "fields", "hub.mode");

  private Harmless() {}

  static List<RawExchange.Field> fields(Fields fields) {
    List<RawExchange.Field> harmless = new ArrayList<>();
    for (Field field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (FIELDS.contains(name) || IDS.contains(name) || hasHarmlessBeginning(name)) {
        harmless.add(new RawExchange.Field(name, field.value()));
      }
    }
    return harmless;
  }

  private static boolean hasHarmlessBeginning(String name) {
    for (String beginning : BEGINNINGS) {
      if (name.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// `api-version=2024-10-21&key`: the value of a parameter that nobody knows to be harmless is
  /// left out.
  static String query(String target) {
    int from = target.indexOf('?');
    if (from < 0 || from == target.length() - 1) {
      return "";
    }
    List<String> shown = new ArrayList<>();
    for (String each : target.substring(from + 1).split("&", -1)) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      if (PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
        shown.add(each);
      } else if (equals > 0) {
        shown.add(name);
      }
    }
    return String.join("&", shown);
  }
}
