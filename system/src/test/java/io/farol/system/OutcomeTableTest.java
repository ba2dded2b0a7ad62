// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Cause;
import io.farol.model.Evidence;
import io.farol.model.Outcome;
import io.farol.model.SpanStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OutcomeTableTest {

  private final OutcomeTable table = OutcomeTable.standard();

  /// What client libraries of five languages leave behind, as measured against broken servers.
  @TestFactory
  Stream<DynamicTest> exceptions_as_runtimes_write_them() {
    return Stream.of(
            thrown(Cause.DNS, "java.net.UnknownHostException: api.example.com"),
            thrown(
                Cause.DNS,
                "java.net.ConnectException",
                "java.net.ConnectException",
                "java.nio.channels.UnresolvedAddressException"),
            thrown(
                Cause.CONNECT,
                "java.net.ConnectException",
                "java.net.ConnectException",
                "java.nio.channels.ClosedChannelException"),
            thrown(Cause.CONNECT, "java.net.ConnectException"),
            thrown(Cause.CONNECT, "java.net.ConnectException: Connection refused"),
            thrown(
                Cause.CONNECT, "java.net.http.HttpConnectTimeoutException: HTTP connect timed out"),
            thrown(Cause.CONNECT, "java.net.SocketTimeoutException: Connect timed out"),
            thrown(Cause.CONNECT, "java.net.SocketException: Network is unreachable"),
            thrown(Cause.TIMEOUT, "java.net.SocketTimeoutException: Read timed out"),
            thrown(Cause.TIMEOUT, "java.net.http.HttpTimeoutException: request timed out"),
            thrown(
                Cause.TIMEOUT,
                "com.openai.errors.OpenAIIoException: Request failed",
                "java.io.InterruptedIOException: timeout"),
            thrown(
                Cause.RESET,
                "java.io.IOException: HTTP/1.1 header parser received no bytes",
                "java.net.SocketException: Connection reset"),
            thrown(
                Cause.RESET, "java.io.IOException: fixed content-length: 100, bytes received: 6"),
            thrown(
                Cause.RESET, "java.io.IOException: chunked transfer encoding, state: READING_DATA"),
            thrown(Cause.RESET, "java.net.SocketException: Unexpected end of file from server"),
            thrown(
                Cause.TLS,
                "javax.net.ssl.SSLHandshakeException: PKIX path validation failed",
                "java.security.cert.CertificateExpiredException: NotAfter"),
            thrown(
                Cause.TLS,
                "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake",
                "java.io.EOFException: SSL peer shut down incorrectly"),
            thrown(
                Cause.TLS,
                "javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?"),
            thrown(Cause.PROXY, "java.io.IOException: Tunnel failed, got: 407"),
            thrown(Cause.MALFORMED, "java.net.ProtocolException: Invalid status line: \"SSH-2.0\""),
            thrown(Cause.CANCELLED, "java.util.concurrent.CancellationException"),
            thrown(
                Cause.POOL_EXHAUSTED,
                "org.apache.hc.core5.http.ConnectionRequestTimeoutException: Timeout deadline: 1000 MILLISECONDS"),
            thrown(Cause.CONNECT, "com.anthropic.errors.AnthropicIoException: Request failed"),
            thrown(Cause.RATE_LIMIT, "com.openai.errors.RateLimitException: 429"),
            thrown(
                Cause.AUTH,
                "org.springframework.web.client.HttpClientErrorException$Unauthorized: 401 Unauthorized"),
            thrown(Cause.DNS, "requests.exceptions.ConnectionError: NameResolutionError(host='x')"),
            thrown(
                Cause.CONNECT,
                "requests.exceptions.ConnectionError: Max retries exceeded",
                "urllib3.exceptions.NewConnectionError: [Errno 111] Connection refused"),
            thrown(
                Cause.RESET,
                "requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104))"),
            thrown(Cause.DNS, "socket.gaierror: [Errno -2] Name or service not known"),
            thrown(Cause.TIMEOUT, "httpx.ReadTimeout"),
            thrown(Cause.CONNECT, "<class 'httpx.ConnectError'>: All connection attempts failed"),
            thrown(Cause.TIMEOUT, "openai.APITimeoutError: Request timed out."),
            thrown(Cause.CANCELLED, "asyncio.exceptions.CancelledError"),
            thrown(Cause.MALFORMED, "json.decoder.JSONDecodeError: Expecting value"),
            thrown(Cause.TLS, "ssl.SSLCertVerificationError: certificate verify failed"),
            thrown(
                Cause.DNS,
                "TypeError: fetch failed",
                "Error: getaddrinfo ENOTFOUND api.example.com"),
            thrown(Cause.CONNECT, "TypeError: fetch failed", "ECONNREFUSED"),
            thrown(Cause.RESET, "Error: socket hang up"),
            thrown(Cause.RESET, "SocketError: other side closed"),
            thrown(Cause.TIMEOUT, "UND_ERR_HEADERS_TIMEOUT: Headers Timeout Error"),
            thrown(Cause.TLS, "CERT_HAS_EXPIRED: certificate has expired"),
            thrown(Cause.CONNECT, "Error: connect ETIMEDOUT 10.0.0.1:443"),
            thrown(Cause.CANCELLED, "AbortError: This operation was aborted"),
            thrown(Cause.DNS, "*net.OpError: dial tcp: lookup api.example.com: no such host"),
            thrown(Cause.CONNECT, "*net.OpError: dial tcp 10.0.0.1:443: i/o timeout"),
            thrown(
                Cause.TIMEOUT, "*url.Error: context deadline exceeded (Client.Timeout exceeded)"),
            thrown(Cause.TLS, "*tls.CertificateVerificationError: x509: certificate has expired"),
            thrown(Cause.DNS, "name_resolution_error"),
            thrown(Cause.TLS, "secure_connection_error"),
            thrown(Cause.CONNECT, "connection_refused"),
            thrown(Cause.RESET, "response_ended"),
            thrown(
                Cause.CANCELLED,
                "System.Threading.Tasks.TaskCanceledException: A task was canceled."),
            thrown(Cause.UNKNOWN, "com.example.SurpriseException: boo"))
        .map(sample ->
            DynamicTest.dynamicTest(
                sample.lines.toString(),
                () ->
                    assertThat(table.judge(sample.evidence()))
                        .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.cause()).isEqualTo(sample.cause))));
  }

  @Test
  void the_jdk_client_tells_dns_from_refused_only_deep_in_its_chain() {
    assertThat(cause(exceptions("java.net.ConnectException"))).isEqualTo(Cause.CONNECT);
    assertThat(
            cause(
                exceptions(
                    "java.net.ConnectException", "java.nio.channels.UnresolvedAddressException")))
        .isEqualTo(Cause.DNS);
    assertThat(
            cause(
                exceptions(
                    "java.net.ConnectException", "java.nio.channels.ClosedChannelException")))
        .isEqualTo(Cause.CONNECT);
  }

  @Test
  void serpro_answers_that_are_business_succeed_and_its_wrong_paths_do_not() {
    assertThat(table.judge(answer("serpro", 404, null))).isEqualTo(new Outcome.Succeeded(404));
    assertThat(table.judge(answer("serpro", 422, null))).isEqualTo(new Outcome.Succeeded(422));
    assertThat(table.judge(answer("serpro", 206, null))).isEqualTo(new Outcome.Succeeded(206));
    assertThat(cause(answer("serpro", 404, "900906"))).isEqualTo(Cause.NOT_FOUND);
    assertThat(cause(answer("serpro", 400, null))).isEqualTo(Cause.REJECTED);
    assertThat(cause(answer("serpro", 504, null))).isEqualTo(Cause.TIMEOUT);
    assertThat(cause(answer(null, 404, null))).isEqualTo(Cause.NOT_FOUND);
    assertThat(cause(answer(null, 422, null))).isEqualTo(Cause.REJECTED);
  }

  @Test
  void a_used_up_quota_is_not_a_rate_limit() {
    assertThat(table.judge(answer("openai", 429, "insufficient_quota")))
        .isEqualTo(new Outcome.Failed(Cause.QUOTA, 429, "429 insufficient_quota"));
    assertThat(table.judge(answer("openai", 429, "rate_limit_exceeded")))
        .isEqualTo(new Outcome.Failed(Cause.RATE_LIMIT, 429, "429 rate_limit_exceeded"));
  }

  @Test
  void whatsapp_is_read_by_code_and_not_by_status() {
    assertThat(cause(answer("whatsapp", 400, "131056"))).isEqualTo(Cause.RATE_LIMIT);
    assertThat(cause(answer("whatsapp", 403, "130429"))).isEqualTo(Cause.RATE_LIMIT);
    assertThat(cause(answer("whatsapp", 400, "131042"))).isEqualTo(Cause.BILLING);
    assertThat(cause(answer("whatsapp", 400, "131047"))).isEqualTo(Cause.REJECTED);
    assertThat(cause(answer("whatsapp", null, "190"))).isEqualTo(Cause.AUTH);
    assertThat(cause(answer("whatsapp", null, "200"))).isEqualTo(Cause.AUTH);
  }

  @Test
  void exceptions_on_the_way_to_a_success_are_not_a_failure() {
    Evidence retried =
        new Evidence(
            "openai",
            SpanStatus.Code.UNSET,
            200,
            null,
            null,
            List.of("openai.RateLimitError"),
            List.of("Rate limit reached"),
            null,
            List.of("stop"));

    assertThat(table.judge(retried)).isEqualTo(new Outcome.Succeeded(200));
  }

  @Test
  void a_broken_stream_after_a_200_is_a_failure() {
    Evidence cut =
        new Evidence(
            null,
            SpanStatus.Code.ERROR,
            200,
            null,
            "java.io.IOException",
            List.of("java.io.IOException"),
            List.of("chunked transfer encoding, state: READING_DATA"),
            null,
            List.of());

    assertThat(table.judge(cut))
        .isEqualTo(
            new Outcome.Failed(
                Cause.RESET,
                200,
                "java.io.IOException: chunked transfer encoding, state: READING_DATA"));
  }

  @Test
  void a_filtered_answer_is_a_failure_though_http_says_200() {
    Evidence filtered =
        new Evidence(
            "azure-openai",
            SpanStatus.Code.UNSET,
            200,
            null,
            null,
            List.of(),
            List.of(),
            null,
            List.of("content_filter"));

    assertThat(table.judge(filtered))
        .isEqualTo(new Outcome.Failed(Cause.CONTENT_FILTER, 200, "finish reason content_filter"));
  }

  @Test
  void status_alone_decides_where_nothing_else_is_said() {
    assertThat(table.judge(only(SpanStatus.Code.OK))).isEqualTo(new Outcome.Succeeded(null));
    assertThat(table.judge(only(SpanStatus.Code.UNSET))).isEqualTo(new Outcome.Succeeded(null));
    assertThat(table.judge(only(SpanStatus.Code.ERROR)))
        .isEqualTo(new Outcome.Failed(Cause.UNKNOWN, null, null));
  }

  @Test
  void a_status_code_written_as_error_type_is_a_status_code() {
    Evidence evidence =
        new Evidence(
            null, SpanStatus.Code.ERROR, null, null, "503", List.of(), List.of(), null, List.of());

    assertThat(table.judge(evidence)).isEqualTo(new Outcome.Failed(Cause.OVERLOADED, 503, "503"));
  }

  @Test
  void the_detail_is_short_and_names_the_exception_that_decided() {
    Evidence timeout =
        new Evidence(
            null,
            SpanStatus.Code.ERROR,
            null,
            null,
            null,
            List.of("com.example.CallFailed", "java.net.http.HttpTimeoutException"),
            List.of("call failed", "request timed out\n\tat com.example.Client"),
            null,
            List.of());

    assertThat(table.judge(timeout))
        .isEqualTo(
            new Outcome.Failed(
                Cause.TIMEOUT, null, "java.net.http.HttpTimeoutException: request timed out"));
    assertThat(
            table.judge(
                new Evidence(
                    null,
                    SpanStatus.Code.ERROR,
                    null,
                    null,
                    "Boom",
                    List.of(),
                    List.of("x".repeat(1_000)),
                    null,
                    List.of())))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.detail()).hasSize(200));
  }

  @Test
  void grpc_by_name_number_and_connect_code() {
    assertThat(cause(rpc("DEADLINE_EXCEEDED"))).isEqualTo(Cause.TIMEOUT);
    assertThat(cause(rpc("deadline_exceeded"))).isEqualTo(Cause.TIMEOUT);
    assertThat(cause(rpc("14"))).isEqualTo(Cause.OVERLOADED);
    assertThat(cause(rpc("16"))).isEqualTo(Cause.AUTH);
    assertThat(cause(rpc("-32602"))).isEqualTo(Cause.REJECTED);
    assertThat(table.judge(rpc("OK"))).isEqualTo(new Outcome.Succeeded(null));
    assertThat(table.judge(rpc("0"))).isEqualTo(new Outcome.Succeeded(null));
  }

  @Test
  void a_refused_connection_below_grpc_unavailable_is_the_finer_cause() {
    Evidence evidence =
        new Evidence(
            null,
            SpanStatus.Code.ERROR,
            null,
            "UNAVAILABLE",
            null,
            List.of("io.grpc.StatusRuntimeException", "java.net.ConnectException"),
            List.of("UNAVAILABLE: io exception", "Connection refused"),
            null,
            List.of());

    assertThat(cause(evidence)).isEqualTo(Cause.CONNECT);
  }

  private @Nullable Cause cause(Evidence evidence) {
    return table.judge(evidence) instanceof Outcome.Failed failed ? failed.cause() : null;
  }

  private static Evidence only(SpanStatus.Code code) {
    return new Evidence(null, code, null, null, null, List.of(), List.of(), null, List.of());
  }

  private static Evidence rpc(String status) {
    return new Evidence(
        null, SpanStatus.Code.UNSET, null, status, null, List.of(), List.of(), null, List.of());
  }

  private static Evidence exceptions(String... types) {
    return new Evidence(
        null, SpanStatus.Code.ERROR, null, null, null, List.of(types), List.of(), null, List.of());
  }

  private static Evidence answer(
      @Nullable String platform, @Nullable Integer http, @Nullable String code) {
    return new Evidence(
        platform, SpanStatus.Code.ERROR, http, null, null, List.of(), List.of(), code, List.of());
  }

  private static Thrown thrown(Cause cause, String... lines) {
    return new Thrown(cause, List.of(lines));
  }

  /// Lines of a stack trace: `type: message` or `type`, outermost first.
  private record Thrown(Cause cause, List<String> lines) {
    Evidence evidence() {
      List<String> types =
          lines.stream()
              .map(line -> line.contains(": ") ? line.substring(0, line.indexOf(": ")) : line)
              .toList();
      List<String> messages =
          lines.stream()
              .map(line -> line.contains(": ") ? line.substring(line.indexOf(": ") + 2) : "")
              .toList();
      return new Evidence(
          null,
          SpanStatus.Code.ERROR,
          null,
          null,
          types.getFirst(),
          types,
          messages,
          null,
          List.of());
    }
  }
}
