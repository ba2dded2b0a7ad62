// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

/// What is read from a span's attributes by the tables of the dialects. The words stand in the
/// generated reference.
enum Field {
  OPERATION("operation of a model, agent or tool span"),
  PROVIDER("provider"),
  MODEL_REQUESTED("model asked for"),
  MODEL_RESPONDED("model that answered"),
  RESPONSE_ID("provider's id of the answer"),
  INPUT_TOKENS("input tokens"),
  OUTPUT_TOKENS("output tokens"),
  TOTAL_TOKENS("total tokens (only to tell what the others mean)"),
  CACHE_READ("input tokens read from a cache"),
  CACHE_WRITE("input tokens written to a cache"),
  REASONING("reasoning tokens"),
  INPUT_AUDIO("audio tokens of the input"),
  OUTPUT_AUDIO("audio tokens of the output"),
  FIRST_TOKEN("time to the first token"),
  FINISH_REASONS("finish reasons"),
  SERVICE_TIER("service tier"),
  PARAMETERS("parameters of the request, as JSON"),
  CONVERSATION("conversation"),
  USER("user"),
  HOST("host called"),
  PORT("port called"),
  PEER("name of the service called"),
  URL("URL called"),
  PATH("path called"),
  TEMPLATE("path with placeholders"),
  METHOD("method"),
  HTTP_STATUS("HTTP status"),
  SENT_BYTES("bytes sent"),
  RECEIVED_BYTES("bytes received"),
  RPC_SYSTEM("RPC system"),
  RPC_SERVICE("RPC service"),
  RPC_METHOD("RPC method"),
  RPC_STATUS("RPC status"),
  SYSTEM("database or broker"),
  DESTINATION("queue, topic or database"),
  ACTION("what was done there"),
  TOOL("tool called"),
  ERROR_TYPE("error type"),
  PROVIDER_CODE("the platform's own error code");

  private final String words;

  Field(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
