// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Set;

/// Tells from its name whether what stands under a key opens something. Counts of tokens, pages'
/// tokens, cache and table keys do not.
final class SecretKeys {

  /// How sure a key's name makes it.
  enum Grade {
    NONE,
    /// The value must look like a secret as well.
    WEAK,
    /// Whatever stands there is one.
    STRONG,
    /// A header whose secret reaches to the end of the line.
    LINE,
    /// `name`, `key`, `header`: the value says what stands beside it under `value`.
    NAME
  }

  private static final Set<String> STRONG =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "passwort",
          "pwd",
          "senha",
          "senhas",
          "contraseña",
          "contrasena",
          "secret",
          "apikey",
          "apisecret",
          "apitoken",
          "accesskey",
          "accesstoken",
          "authtoken",
          "refreshtoken",
          "idtoken",
          "sessiontoken",
          "bearertoken",
          "secretkey",
          "secretaccesskey",
          "clientsecret",
          "appsecret",
          "privatekey",
          "xapikey",
          "subscriptionkey",
          "accountkey",
          "sharedaccesskey",
          "sharedkey",
          "connectionstring",
          "cvv",
          "cvc",
          "cvv2",
          "cvc2",
          "csrftoken",
          "xsrftoken",
          "verifytoken",
          "authkey");
  private static final Set<String> WEAK =
      Set.of(
          "token",
          "secrets",
          "credential",
          "credentials",
          "creds",
          "auth",
          "otp",
          "jwt",
          "pass",
          "sig");
  private static final Set<String> LINES =
      Set.of("authorization", "cookie", "setcookie", "proxyauthorization");
  private static final Set<String> KEY_OWNERS =
      Set.of(
          "api",
          "access",
          "secret",
          "private",
          "account",
          "subscription",
          "master",
          "signing",
          "encryption",
          "shared",
          "storage",
          "function",
          "functions",
          "admin",
          "service",
          "auth",
          "consumer",
          "app",
          "application",
          "license",
          "hmac",
          "webhook",
          "client",
          "deploy",
          "openai",
          "azure",
          "anthropic",
          "claude",
          "google",
          "gemini",
          "mistral",
          "groq",
          "cohere",
          "deepseek",
          "aws",
          "serpro",
          "stripe",
          "twilio",
          "sendgrid",
          "meta",
          "langfuse",
          "bot",
          "host",
          "ssh",
          "user",
          "rsa",
          "crypto",
          "jwt",
          "security");
  private static final Set<String> PLAIN_TOKENS =
      Set.of(
          "page",
          "next",
          "prev",
          "previous",
          "continuation",
          "sync",
          "cancellation",
          "eos",
          "bos",
          "pad",
          "unk",
          "stop",
          "special",
          "mask",
          "sep",
          "cls",
          "first",
          "last",
          "per",
          "max",
          "min",
          "image",
          "text",
          "audio",
          "each",
          "the",
          "um",
          "o",
          "cada",
          "primeiro",
          "by",
          "input",
          "output",
          "prompt",
          "completion",
          "reasoning",
          "cached",
          "total",
          "start",
          "end",
          "to",
          "skip",
          "pagination",
          "change",
          "cursor",
          "a",
          "one",
          "new",
          "único",
          "non");
  private static final Set<String> PLAIN_KEYS =
      Set.of(
          "public",
          "primary",
          "partition",
          "foreign",
          "sort",
          "cache",
          "idempotency",
          "object",
          "routing",
          "index",
          "unique",
          "group",
          "hash",
          "row",
          "message",
          "event",
          "config",
          "range",
          "translation",
          "data",
          "dictionary",
          "registry",
          "map",
          "item",
          "search",
          "record",
          "project",
          "issue",
          "sub",
          "parent",
          "metric",
          "resource",
          "s3",
          "blob",
          "storagekey",
          "answer",
          "column",
          "field",
          "label",
          "tag",
          "session",
          "correlation");
  private static final Set<String> SIGNED =
      Set.of("hub", "twilio", "amz", "access", "webhook", "goog", "shared");

  private SecretKeys() {}

  /// Whether an attribute's whole value is a credential.
  static boolean isSecret(String key) {
    char[] chars = key.toCharArray();
    return switch (grade(chars, 0, chars.length)) {
      case STRONG, LINE -> true;
      case WEAK -> WEAK.contains(KeyWords.of(chars, 0, chars.length).last());
      case NONE, NAME -> false;
    };
  }

  /// The grade of a key in the address of a request: `key`, `code`, `sig` open something there.
  static Grade inQuery(char[] chars, int from, int to) {
    Grade grade = grade(chars, from, to);
    if (grade != Grade.NONE && grade != Grade.NAME) {
      return Grade.STRONG;
    }
    KeyWords words = KeyWords.of(chars, from, to);
    boolean secret =
        switch (words.last()) {
          case "key", "code", "signature", "hmac" ->
              words.before().isEmpty() || words.before().equals("auth");
          default -> false;
        };
    return secret ? Grade.STRONG : Grade.NONE;
  }

  static Grade grade(char[] chars, int from, int to) {
    if (from == to || !canEnd(chars[to - 1])) {
      return Grade.NONE;
    }
    KeyWords words = KeyWords.of(chars, from, to);
    String last = words.last();
    String before = words.before();
    if (STRONG.contains(last)) {
      return Grade.STRONG;
    }
    if (LINES.contains(last)) {
      return Grade.LINE;
    }
    return switch (last) {
      case "key" -> key(words, words.start() == from);
      case "token" -> token(words);
      case "pass" -> words.joined() ? Grade.STRONG : Grade.WEAK;
      case "signature" -> SIGNED.contains(before) ? Grade.STRONG : Grade.NONE;
      case "string" -> before.equals("connection") ? Grade.STRONG : Grade.NONE;
      case "code" -> isOneTime(before) ? Grade.WEAK : Grade.NONE;
      case "name" -> before.isEmpty() || before.equals("header") ? Grade.NAME : Grade.NONE;
      default -> WEAK.contains(last) ? Grade.WEAK : Grade.NONE;
    };
  }

  private static boolean isOneTime(String before) {
    return before.equals("verification")
        || before.equals("security")
        || before.equals("otp")
        || before.equals("authorization");
  }

  private static Grade key(KeyWords words, boolean alone) {
    if (KEY_OWNERS.contains(words.before())) {
      return Grade.STRONG;
    }
    if (alone) {
      return words.shouted() ? Grade.WEAK : Grade.NAME;
    }
    boolean environment = words.shouted() && words.joined() && !PLAIN_KEYS.contains(words.before());
    return environment ? Grade.WEAK : Grade.NONE;
  }

  private static Grade token(KeyWords words) {
    if (PLAIN_TOKENS.contains(words.before())) {
      return Grade.NONE;
    }
    return words.joined() ? Grade.STRONG : Grade.WEAK;
  }

  /// Most keys are turned away by their last letter.
  private static boolean canEnd(char c) {
    return switch (Chars.lower(c)) {
      case 'd', 't', 'y', 'n', 'l', 'e', 's', 'a', 'g', 'h', 'c', 'v', 'p', 'r', 'w', 'm' -> true;
      default -> Chars.isDigit(c);
    };
  }
}
