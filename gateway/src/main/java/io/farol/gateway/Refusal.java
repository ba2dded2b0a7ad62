// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An answer that comes from the gateway and not from an upstream, as RFC 9457 problem details. The
/// header [#MARK] tells a caller the two apart.
///
/// @param reason what sort, for the counters
/// @param status HTTP status
/// @param detail what is wrong
/// @param mend how to put it right, or null
public record Refusal(Reason reason, int status, String detail, @Nullable String mend) {

  /// The header that only the gateway's own answers carry; its value is the reason.
  public static final String MARK = "Farol-Gateway-Error";

  /// Why nothing came from an upstream. [#wire] is the word in header and counters.
  public enum Reason {
    /// Host or origin are not the gateway's.
    ACCESS,
    /// The gateway's key is missing or wrong.
    KEY,
    /// A webhook's signature is missing or wrong.
    SIGNATURE,
    /// A webhook's verification shows another token than ours.
    VERIFY_TOKEN,
    UNKNOWN_ROUTE,
    MALFORMED,
    /// WebSocket, CONNECT, other upgrades.
    UNSUPPORTED,
    TOO_LARGE,
    BUSY,
    /// A gate of Farol's own said no: a budget.
    GATE,
    /// The upstream's address is one that the route may not reach.
    ADDRESS,
    DNS,
    CONNECT,
    TLS,
    PROXY,
    /// The connection broke before an answer.
    RESET,
    /// The answer was not HTTP.
    BAD_ANSWER,
    TIMEOUT,
    /// A fault of the gateway.
    INTERNAL;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  byte[] body() {
    StringBuilder json = new StringBuilder("{\"type\":\"about:blank\",\"title\":\"");
    json.append(reason.wire()).append("\",\"status\":").append(status).append(",\"detail\":\"");
    escape(json, detail);
    if (mend != null) {
      json.append("\",\"mend\":\"");
      escape(json, mend);
    }
    return json.append("\"}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  ResponseHead head(int length) {
    return new ResponseHead(
        status,
        phrase(),
        Fields.of(
            "Content-Type",
            "application/problem+json",
            "Content-Length",
            Integer.toString(length),
            MARK,
            reason.wire()));
  }

  private String phrase() {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 421 -> "Misdirected Request";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      case 505 -> "HTTP Version Not Supported";
      default -> "Refused";
    };
  }

  private static void escape(StringBuilder json, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        json.append(' ');
      } else {
        json.append(c);
      }
    }
  }
}
