// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import io.farol.server.access.Gatekeeper;
import io.farol.server.access.Need;
import io.farol.server.access.Sessions;
import io.farol.server.access.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The web UI from the jar, under a strict content security policy, and the login link. The pages
/// themselves hold nothing secret; what they ask for needs a session.
public final class PageDoor {

  private static final String ROOT = "/web";
  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.HTML_UTF_8,
          "js",
              MediaType.create("text", "javascript")
                  .withCharset(java.nio.charset.StandardCharsets.UTF_8),
          "css", MediaType.CSS_UTF_8,
          "svg", MediaType.SVG_UTF_8,
          "woff2", MediaType.create("font", "woff2"),
          "json", MediaType.JSON_UTF_8,
          "png", MediaType.PNG,
          "ico", MediaType.create("image", "x-icon"));

  /// Fonts and pictures are packed already.
  private static final Set<String> TEXTS = Set.of("html", "js", "css", "svg");

  /// Places below which any name may stand, one with a dot too.
  private static final List<String> PLACES_OF_NAMES = List.of("/integrations/", "/conversations/");

  private final Gatekeeper gatekeeper;
  private final ProblemJson problems;
  private final Sessions sessions;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, byte[]> packed = new ConcurrentHashMap<>();

  public PageDoor(Gatekeeper gatekeeper, ProblemJson problems, Sessions sessions) {
    this.gatekeeper = gatekeeper;
    this.problems = problems;
    this.sessions = sessions;
  }

  /// Any path that is no resource of the API: a file of the UI, or the UI's one page for its own
  /// places.
  public HttpService pages() {
    return (context, request) -> {
      Verdict verdict = gatekeeper.judge(request.headers(), Need.NOTHING);
      if (verdict instanceof Verdict.Turned turned) {
        return problems.response(ProblemJson.of(turned), context.path());
      }
      String path = context.decodedPath();
      boolean place =
          path.lastIndexOf('.') <= path.lastIndexOf('/')
              || PLACES_OF_NAMES.stream().anyMatch(path::startsWith);
      String file = place ? "/index.html" : path;
      return file(file)
          .map(found -> page(file, found, request.headers()))
          .orElseGet(() ->
              problems.response(
                  Problem.notFound("there is no page at " + path, "begin at /"), context.path()));
    };
  }

  /// `GET /login?token=…`: uses the link up, sets the cookie and goes on to the page.
  public HttpService login() {
    return (context, request) -> {
      Verdict verdict = gatekeeper.judge(request.headers(), Need.NOTHING);
      if (verdict instanceof Verdict.Turned turned) {
        return problems.response(ProblemJson.of(turned), context.path());
      }
      @Nullable String token = QueryParams.fromQueryString(context.query()).get("token");
      Optional<String> session = token == null ? Optional.empty() : sessions.open(token);
      return session
          .map(PageDoor::welcome)
          .orElseGet(() ->
              problems.response(
                  new Problem(
                      401,
                      "Not logged in",
                      "this login link is used up or was never made",
                      List.of(
                          new Problem.Fault(
                              null,
                              "token",
                              "used up or unknown",
                              "restart farol serve for a new link, or send the admin key"))),
                  context.path()));
    };
  }

  /// A page that moves on by itself: a redirect would be followed without the strict cookie where
  /// the link was opened from another site.
  private static HttpResponse welcome(String session) {
    Cookie cookie =
        Cookie.secureBuilder(Gatekeeper.COOKIE, session)
            .secure(false)
            .httpOnly(true)
            .sameSite("Strict")
            .path("/")
            .maxAge(Sessions.LIFETIME.toSeconds())
            .build();
    return HttpResponse.of(
        headers(MediaType.HTML_UTF_8)
            .set(HttpHeaderNames.SET_COOKIE, cookie.toSetCookieHeader())
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.ofUtf8(
            "<!doctype html><html lang=\"pt-BR\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=/\"><title>Farol</title><a href=\"/\">Farol</a></html>"));
  }

  private HttpResponse page(String file, byte[] bytes, RequestHeaders asked) {
    String extension = file.substring(file.lastIndexOf('.') + 1);
    MediaType type = TYPES.getOrDefault(extension, MediaType.OCTET_STREAM);
    boolean hashed = file.startsWith("/assets/");
    ResponseHeadersBuilder headers =
        headers(type)
            .set(
                HttpHeaderNames.CACHE_CONTROL,
                hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (!TEXTS.contains(extension)) {
      return HttpResponse.of(headers.build(), HttpData.wrap(bytes));
    }
    headers.set(HttpHeaderNames.VARY, "accept-encoding");
    if (!asked.get(HttpHeaderNames.ACCEPT_ENCODING, "").contains("gzip")) {
      return HttpResponse.of(headers.build(), HttpData.wrap(bytes));
    }
    headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
    return HttpResponse.of(
        headers.build(), HttpData.wrap(packed.computeIfAbsent(file, each -> packed(bytes))));
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes whatever is written", e);
    }
    return packed.toByteArray();
  }

  private static ResponseHeadersBuilder headers(MediaType type) {
    return ResponseHeaders.builder(HttpStatus.OK)
        .contentType(type)
        .set("content-security-policy", CSP)
        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .set("referrer-policy", "no-referrer")
        .set("cross-origin-opener-policy", "same-origin");
  }

  /// Only what exists is remembered, so strange paths fill nothing.
  private Optional<byte[]> file(String file) {
    byte[] known = files.get(file);
    if (known != null || file.contains("..")) {
      return Optional.ofNullable(known);
    }
    Optional<byte[]> read = read(file);
    read.ifPresent(bytes -> files.put(file, bytes));
    return read;
  }

  private static Optional<byte[]> read(String file) {
    try (InputStream in = PageDoor.class.getResourceAsStream(ROOT + file)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: " + file, e);
    }
  }
}
