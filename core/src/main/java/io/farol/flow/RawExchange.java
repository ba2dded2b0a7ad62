// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Cause;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call as the gateway saw it pass, outwards to an upstream or inwards as a webhook, before
/// anything is understood of it: what went out, what came back, how it ended. It holds no
/// credential: only fields and query parameters that are known to be harmless are in it. Its bodies
/// are raw, and nothing durable, logged or shown accepts it.
///
/// @param key its ids: the caller's trace, and a span of the gateway's own
/// @param parent the caller's span, or null when the caller brought no trace
/// @param target where it went
/// @param startEpochNanos when its head was read, by Farol's clock
/// @param firstByteNanos from the start to the first byte of the answer, or null
/// @param durationNanos from the start to its end, or to this sign of life; null at its start
/// @param lastByteNanos from the start to the last byte of a body in either direction, or null
///   before any
/// @param status HTTP status of the answer, or null when none came
/// @param request what was sent
/// @param response what came back
/// @param ending how it ended
public record RawExchange(
    SpanKey key,
    @Nullable SpanId parent,
    Target target,
    long startEpochNanos,
    @Nullable Long firstByteNanos,
    @Nullable Long durationNanos,
    @Nullable Long lastByteNanos,
    @Nullable Integer status,
    Part request,
    Part response,
    Ending ending) {

  /// @param parties who speaks with whom
  /// @param route the route's name
  /// @param platform which platform the route says it is, or null
  /// @param tls whether it is `https`
  /// @param host of the upstream
  /// @param port of the upstream
  /// @param method HTTP method
  /// @param path raw, without query
  /// @param query harmless parameters with their values, the others with their names alone; empty
  ///   without any
  public record Target(
      Parties parties,
      String route,
      @Nullable String platform,
      boolean tls,
      String host,
      int port,
      String method,
      String path,
      String query) {}

  /// Who speaks with whom.
  ///
  /// @param way through which door it goes
  /// @param from who calls, as the route or the caller itself says; null when nobody said
  /// @param to who is called, where the route says so; null: the address tells
  /// @param conversation to which dialogue it belongs, where the caller says so in a header that
  ///   the route names; null when nobody said
  public record Parties(
      Way way, @Nullable String from, @Nullable String to, @Nullable String conversation) {

    /// A call out of a caller that nobody named.
    public static final Parties OUTWARDS = new Parties(Way.OUT, null, null);

    public Parties(Way way, @Nullable String from, @Nullable String to) {
      this(way, from, to, null);
    }
  }

  /// Through which door a call goes.
  public enum Way {
    /// To an upstream.
    OUT,
    /// A webhook, to the system that is watched.
    IN
  }

  /// One direction.
  ///
  /// @param fields harmless header lines, names in lower case
  /// @param body the first bytes of the body; empty where the route keeps none
  /// @param end the last bytes of a clipped body, after a gap; empty where none were kept
  /// @param size how many bytes the body has had
  public record Part(List<Field> fields, byte[] body, byte[] end, long size) {

    public static final Part NOTHING = new Part(List.of(), new byte[0], 0);

    public Part {
      fields = List.copyOf(fields);
    }

    /// A body whose end is not kept, where it is clipped.
    public Part(List<Field> fields, byte[] body, long size) {
      this(fields, body, new byte[0], size);
    }

    /// How many bytes of it are held here.
    public int kept() {
      return body.length + end.length;
    }

    /// Whether the body was longer than what was kept of it.
    public boolean clipped() {
      return body.length < size;
    }

    /// The first value of a field, or null.
    public @Nullable String field(String name) {
      for (Field field : fields) {
        if (field.name().equals(name)) {
          return field.value();
        }
      }
      return null;
    }
  }

  public record Field(String name, String value) {}

  /// How it ended.
  public sealed interface Ending {

    /// It is on its way.
    ///
    /// @param deadlineNanos from the start to when the gateway gives up if nothing more passes;
    ///   null when nobody knows
    record Open(@Nullable Long deadlineNanos) implements Ending {
      public Open() {
        this(null);
      }
    }

    /// The answer came whole, whatever it said.
    record Whole() implements Ending {}

    /// The caller gave up.
    record Cancelled() implements Ending {}

    /// It failed on the way.
    ///
    /// @param detail in words; nothing of the exchange is in it
    record Broken(Cause cause, String detail) implements Ending {}
  }

  /// Never prints content.
  @Override
  public String toString() {
    return "RawExchange[" + key + ", " + target.route() + ", " + ending + "]";
  }
}
