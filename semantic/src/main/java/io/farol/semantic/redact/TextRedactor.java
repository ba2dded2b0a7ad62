// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import io.farol.flow.Redactor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what is personal or secret in single strings and puts markers in its place. Deterministic
/// under one key; a redacted text is returned as it is. Immutable, safe for many threads.
///
/// | kind | what stands there instead |
/// |---|---|
/// | cpf, cnpj, card, email, phone, wamid | `⟦kind:…⟧` with a pseudonym of 128 bits in hex |
/// | credential, jwt | `⟦credential⟧`, `⟦jwt⟧` |
/// | data-url | `⟦data:image/png;bytes=1234⟧` |
///
/// A text is read until nothing more is found, so that what one marker uncovers is covered too.
public final class TextRedactor implements Redactor {

  /// Far more than any text needs: each pass leaves less to be found.
  private static final int MOST_PASSES = 16;

  private final Pseudonyms pseudonyms;

  public TextRedactor(PseudonymKey key) {
    this.pseudonyms = new Pseudonyms(key);
  }

  @Override
  public String redact(@Nullable String key, String raw) {
    if (key != null && SecretKeys.isSecret(key)) {
      return wholly(raw).text();
    }
    return Quiet.is(raw) ? raw : searched(key, raw).text();
  }

  /// The same with what was found and where.
  ///
  /// @param key the attribute key the text stands under, or null
  /// @throws IllegalStateException if the text cannot be brought to rest; the caller drops it
  public Redaction explain(@Nullable String key, String raw) {
    if (key != null && SecretKeys.isSecret(key)) {
      return wholly(raw);
    }
    return searched(key, raw);
  }

  private Redaction searched(@Nullable String key, String raw) {
    List<Hit> hits = hits(key, raw);
    if (hits.isEmpty()) {
      return new Redaction(raw, List.of());
    }
    Draft draft = new Draft(raw);
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      draft = draft.with(hits, this::replacement);
      hits = hits(key, draft.text());
      if (hits.isEmpty()) {
        return new Redaction(draft.text(), draft.finds());
      }
    }
    throw new IllegalStateException(
        "redaction found no end after %d passes".formatted(MOST_PASSES));
  }

  private static Redaction wholly(String raw) {
    char[] chars = raw.toCharArray();
    if (raw.isBlank() || Marker.end(chars, 0, chars.length) == chars.length) {
      return new Redaction(raw, List.of());
    }
    Find find = new Find(Kind.CREDENTIAL, 0, raw.length(), Marker.CREDENTIAL);
    return new Redaction(Marker.CREDENTIAL, List.of(find));
  }

  private static List<Hit> hits(@Nullable String key, String raw) {
    View plain = View.of(raw);
    View folded = Folding.of(raw, plain);
    if (folded == null) {
      return new Scan(plain, key).run();
    }
    List<Hit> hits = new Scan(folded, key).run();
    return folded.needsPlain ? merge(hits, new Scan(plain, key).run()) : hits;
  }

  /// Both readings together. Where they overlap the folded one is right, since it saw through the
  /// escapes; what only the other covers stays covered.
  private static List<Hit> merge(List<Hit> folded, List<Hit> plain) {
    List<Hit> all = new ArrayList<>(folded);
    int next = 0;
    for (Hit hit : plain) {
      while (next < folded.size() && folded.get(next).end() <= hit.start()) {
        next++;
      }
      if (next == folded.size() || !folded.get(next).overlaps(hit)) {
        all.add(hit);
      }
    }
    all.sort(Comparator.comparingInt(Hit::start));
    return all;
  }

  private String replacement(Hit hit) {
    String marker =
        switch (hit.kind()) {
          case CREDENTIAL, JWT -> Marker.secret(hit.kind());
          case DATA_URL -> hit.value();
          case WAMID, EMAIL, CARD, CNPJ, CPF, PHONE ->
              Marker.pseudonym(hit.kind(), pseudonyms.of(hit.kind(), hit.value()));
        };
    return hit.quote() + marker + hit.quote();
  }
}
