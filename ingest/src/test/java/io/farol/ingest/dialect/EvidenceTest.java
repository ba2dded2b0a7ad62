// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void everythingThatWasLeftBehind() {
    String evidence =
        Told.span(
                "http.request.method", "POST",
                "url.full", "https://acme.openai.azure.com/openai/deployments/x/chat/completions",
                "http.response.status_code", 404,
                "error.type", "404")
            .failed("not found")
            .event(
                "exception",
                "exception.type",
                "com.openai.errors.NotFoundException",
                "exception.message",
                "404: {\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"gone\"}}",
                "exception.stacktrace",
                "com.openai.errors.NotFoundException: 404\n\tat a.B.c(B.java:1)\n"
                    + "Caused by: java.net.ConnectException\n\tat x\n"
                    + "Caused by: java.nio.channels.UnresolvedAddressException: no host\n")
            .evidence();

    assertThat(evidence)
        .contains("platform=azure-openai")
        .contains("status=ERROR")
        .contains("httpStatus=404")
        .contains("errorType=404")
        .contains(
            "exceptionTypes=[com.openai.errors.NotFoundException, java.net.ConnectException,"
                + " java.nio.channels.UnresolvedAddressException]")
        .contains("no host, not found]")
        .contains("providerCode=DeploymentNotFound");
  }

  @Test
  void anErrorTypeThatIsAStatusIsOne() {
    Told told =
        Told.span(
                "gen_ai.operation.name", "chat",
                "gen_ai.provider.name", "openai",
                "gen_ai.request.model", "m",
                "error.type", "429")
            .failed(null);

    assertThat(told.call().outcome().httpStatus()).isEqualTo(429);
  }

  @Test
  void pythonsClassesAreUnwrapped() {
    assertThat(
            Told.span(
                    "http.request.method", "GET",
                    "error.type", "<class 'openai.APITimeoutError'>")
                .evidence())
        .contains("errorType=openai.APITimeoutError");
  }

  @Test
  void finishReasonsAreEvidence() {
    assertThat(
            Told.span(
                    "gen_ai.operation.name", "chat",
                    "gen_ai.provider.name", "openai",
                    "gen_ai.request.model", "m",
                    "gen_ai.response.finish_reasons", "content_filter")
                .failed("x")
                .evidence())
        .contains("finishReasons=[content_filter]");
  }

  @Test
  void aStackTraceWithoutEndIsReadInTime() {
    String stack = "Caused by: a.B: c\n".repeat(200_000);

    assertThat(
            Told.span("http.request.method", "GET")
                .failed(null)
                .event("exception", "exception.type", "a.B", "exception.stacktrace", stack)
                .call()
                .outcome())
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aStackTraceOfEmptyLinesIsReadInTime() {
    String stack = "\n".repeat(250_000) + "Caused by: a.B: c";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(
                    Told.span("http.request.method", "GET")
                        .failed(null)
                        .event("exception", "exception.stacktrace", stack)
                        .evidence())
                .contains("exceptionTypes=[a.B]"));
  }

  @Test
  void pathsWithoutEndAreRecognisedInTime() {
    String path = "/" + "a-".repeat(100_000) + "a";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(
                    Told.span(
                            "http.request.method",
                            "GET",
                            "url.full",
                            "https://gateway.apiserpro.serpro.gov.br" + path)
                        .call()
                        .platform())
                .isEqualTo("serpro"));
  }
}
