// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.PROVIDER_CODE;
import static io.farol.ingest.dialect.Field.RPC_METHOD;
import static io.farol.ingest.dialect.Field.RPC_SERVICE;
import static io.farol.ingest.dialect.Field.RPC_STATUS;
import static io.farol.ingest.dialect.Field.RPC_SYSTEM;
import static io.farol.ingest.dialect.Row.current;
import static io.farol.ingest.dialect.Row.old;

import io.farol.model.CallKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's RPC conventions: gRPC, JSON-RPC, AWS APIs.
record RpcDialect() implements Dialect {

  private static final List<Row> ROWS =
      List.of(
          current(RPC_SYSTEM, "rpc.system.name"),
          old(RPC_SYSTEM, "rpc.system"),
          current(RPC_METHOD, "rpc.method"),
          old(RPC_SERVICE, "rpc.service"),
          current(RPC_STATUS, "rpc.status_code"),
          old(RPC_STATUS, "rpc.response.status_code"),
          old(RPC_STATUS, "rpc.grpc.status_code"),
          old(RPC_STATUS, "rpc.connect_rpc.error_code"),
          old(PROVIDER_CODE, "rpc.jsonrpc.error_code"),
          current(PROVIDER_CODE, "aws.error_code"));

  @Override
  public String id() {
    return "rpc";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return attributes.has("rpc.system") || attributes.has("rpc.system.name");
  }

  @Override
  public List<Row> rows() {
    return ROWS;
  }

  @Override
  public Sight see(Look look) {
    if (!look.isOutgoing()) {
      return Sight.NOTHING;
    }
    Reading reading = look.reading();
    String full = reading.text(RPC_METHOD);
    int slash = full == null ? -1 : full.lastIndexOf('/');
    String said = reading.text(RPC_SERVICE);
    String service = said == null && full != null && slash > 0 ? full.substring(0, slash) : said;
    String method = full == null ? null : full.substring(slash + 1);
    Address address = Address.of(reading);
    Platforms.Recognised place = Platforms.at(address);
    String system = reading.text(RPC_SYSTEM);
    String to = to(reading, place, address, service, system);
    return new Sight.Seen(
        CallKind.RPC,
        id(),
        new Sight.Peer(to, place == null ? null : place.platform()),
        place != null ? place.integration() : integration(to, service),
        operation(look.name(), service, method),
        null);
  }

  private static String to(
      Reading reading,
      Platforms.@Nullable Recognised place,
      Address address,
      @Nullable String service,
      @Nullable String system) {
    if (place != null) {
      return place.platform();
    }
    if (system != null && system.equals("aws-api")) {
      return "aws";
    }
    for (String each :
        new @Nullable String[] {reading.text(Field.PEER), address.party(), service, system}) {
      if (each != null) {
        return each;
      }
    }
    return "rpc";
  }

  private static String integration(String to, @Nullable String service) {
    if (service == null || service.equals(to)) {
      return to;
    }
    return to + "/" + (to.equals("aws") ? service.toLowerCase(Locale.ROOT) : service);
  }

  private static String operation(
      String spanName, @Nullable String service, @Nullable String method) {
    if (method == null) {
      return PathTemplate.of(spanName);
    }
    return service == null ? method : service + "/" + method;
  }
}
