// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.HTTP_STATUS;
import static io.farol.ingest.dialect.Field.METHOD;
import static io.farol.ingest.dialect.Field.PATH;
import static io.farol.ingest.dialect.Field.RECEIVED_BYTES;
import static io.farol.ingest.dialect.Field.SENT_BYTES;
import static io.farol.ingest.dialect.Field.TEMPLATE;
import static io.farol.ingest.dialect.Field.URL;
import static io.farol.ingest.dialect.Row.current;
import static io.farol.ingest.dialect.Row.old;

import io.farol.model.CallKind;
import java.util.List;
import java.util.Locale;

/// OpenTelemetry's HTTP conventions, stable since 1.23, and the older ones.
record HttpDialect() implements Dialect {

  private static final List<String> SIGNS =
      List.of(
          "http.request.method",
          "http.method",
          "http.response.status_code",
          "http.status_code",
          "url.full",
          "http.url");

  private static final List<Row> ROWS =
      List.of(
          current(METHOD, "http.request.method"),
          old(METHOD, "http.method"),
          current(HTTP_STATUS, "http.response.status_code"),
          old(HTTP_STATUS, "http.status_code"),
          current(URL, "url.full"),
          old(URL, "http.url"),
          current(PATH, "url.path"),
          old(PATH, "http.target"),
          current(TEMPLATE, "url.template"),
          current(SENT_BYTES, "http.request.body.size"),
          old(SENT_BYTES, "http.request_content_length"),
          current(SENT_BYTES, "http.request.size"),
          current(RECEIVED_BYTES, "http.response.body.size"),
          old(RECEIVED_BYTES, "http.response_content_length"),
          current(RECEIVED_BYTES, "http.response.size"));

  @Override
  public String id() {
    return "http";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return attributes.hasAny(SIGNS);
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
    Address address = Address.of(reading);
    Platforms.Recognised place = Platforms.at(address);
    String peer = reading.text(Field.PEER);
    String party = address.party();
    String named = peer != null ? peer : party;
    String to = place != null ? place.platform() : named == null ? "unknown" : named;
    String integration = place != null ? place.integration() : party == null ? to : party;
    return new Sight.Seen(
        CallKind.HTTP,
        id(),
        new Sight.Peer(to, place == null ? null : place.platform()),
        integration,
        operation(reading, address),
        null);
  }

  private static String operation(Reading reading, Address address) {
    String said = reading.text(METHOD);
    String method = said == null ? "HTTP" : said.toUpperCase(Locale.ROOT);
    String template = reading.text(TEMPLATE);
    String path = template != null ? template : address.path();
    return path == null || path.isEmpty() ? method : method + " " + PathTemplate.of(path);
  }
}
