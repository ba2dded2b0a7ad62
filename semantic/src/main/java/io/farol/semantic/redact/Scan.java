// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass over one view. Most characters are passed over with one look at a table; those that can
/// begin or betray something wake a detector, which looks around and either reports and says where
/// to go on, or says "here". For one string, on one thread.
final class Scan {

  final View view;
  final char[] chars;
  final int length;

  /// The attribute key under which the string stands, or null.
  final @Nullable String key;

  private final List<Hit> hits = new ArrayList<>();
  private final Numbers numbers = new Numbers(this);
  private int wall;
  private boolean wallIsPhone;
  private final boolean signed;

  Scan(View view, @Nullable String key) {
    this.view = view;
    this.chars = view.chars;
    this.length = view.length;
    this.key = key;
    this.signed = SignedKeys.mayHold(view.raw);
  }

  List<Hit> run() {
    Run run = after(0);
    boolean word = false;
    int i = 0;
    while (i < length) {
      byte kind = Chars.classOf(chars[i]);
      if (i < run.start() && (kind == Chars.LETTER ? word : kind == Chars.OTHER)) {
        i++;
        word &= kind == Chars.LETTER;
        continue;
      }
      if (i > run.start()) {
        run = after(i);
      }
      int next = i == run.start() ? whole(run, word) : wake(kind, i, word);
      if (next > i) {
        i = next;
        word = Chars.isWord(chars[i - 1]);
      } else {
        word = kind == Chars.LETTER || kind == Chars.DIGIT;
        i++;
      }
    }
    return hits;
  }

  private int wake(byte kind, int i, boolean word) {
    return switch (kind) {
      case Chars.LETTER -> word ? i : Words.at(this, i);
      case Chars.DIGIT -> numbers.at(i);
      case Chars.AT -> Emails.at(this, i);
      case Chars.PAIR -> pair(i);
      case Chars.TAG -> Pairs.tag(this, i);
      case Chars.DASH -> Dashes.at(this, i);
      case Chars.DOT -> PixCodes.at(this, i);
      case Chars.MARK -> marker(i);
      default -> i;
    };
  }

  private int pair(int i) {
    if (chars[i] == ':') {
      int next = Urls.at(this, i);
      next = next > i ? next : DataUrls.at(this, i);
      if (next > i) {
        return next;
      }
    }
    return Pairs.at(this, i);
  }

  private Run after(int from) {
    Run blob = Blobs.after(chars, length, from);
    Run key = signed ? SignedKeys.after(this, from) : Run.NONE;
    return key.start() <= blob.start() ? key : blob;
  }

  private int whole(Run run, boolean word) {
    int token = word ? run.start() : Words.at(this, run.start());
    if (token > run.start()) {
      return token;
    }
    String value = run.kind() == Kind.DATA_URL ? Blobs.marker(this, run) : "";
    return found(run.kind(), run.start(), run.end(), value);
  }

  private int marker(int i) {
    int end = Marker.end(chars, i, length);
    if (end > i) {
      wall = end;
      wallIsPhone = startsWith(i + 1, Kind.PHONE.label());
    }
    return end;
  }

  /// Reports a find between two indices of the view and returns where to go on. A number that turns
  /// out to be part of an address gives way to it.
  int found(Kind kind, int start, int end, String value) {
    return found(kind, start, end, value, "");
  }

  int found(Kind kind, int start, int end, String value, String quote) {
    if (cutsMarker(start, end)) {
      return start;
    }
    Hit hit = new Hit(kind, view.rawStart(start), view.rawEnd(end), value, quote);
    while (!hits.isEmpty() && hits.getLast().overlaps(hit)) {
      if (!hits.getLast().isNumber()) {
        return end;
      }
      hits.removeLast();
    }
    hits.add(hit);
    wall = end;
    wallIsPhone = kind == Kind.PHONE;
    return end;
  }

  /// Whether a stretch ends within a marker.
  private boolean cutsMarker(int start, int end) {
    int i = start;
    while (i < end) {
      i = Math.max(i + 1, Marker.end(chars, i, length));
    }
    return i > end;
  }

  /// The index before which nothing may be read as context: the end of the last find or marker.
  int wall() {
    return wall;
  }

  /// Whether what stands before the wall is a phone.
  boolean wallIsPhone() {
    return wallIsPhone;
  }

  boolean startsWith(int at, String what) {
    if (at < 0 || at + what.length() > length) {
      return false;
    }
    for (int k = 0; k < what.length(); k++) {
      if (chars[at + k] != what.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /// The same for any case of ASCII; `what` in lower case.
  boolean startsWithAnyCase(int at, String what) {
    if (at < 0 || at + what.length() > length) {
      return false;
    }
    for (int k = 0; k < what.length(); k++) {
      if (Chars.lower(chars[at + k]) != what.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  char at(int index) {
    return index >= 0 && index < length ? chars[index] : '\0';
  }

  int skipSpaces(int at, int most) {
    int limit = Math.min(length, at + most);
    int i = at;
    while (i < limit && Chars.isSpace(chars[i])) {
      i++;
    }
    return i;
  }

  /// The bare text between two indices.
  String text(int start, int end) {
    return new String(chars, start, end - start);
  }

  /// Whether the text as a whole reads as a JSON object or array.
  boolean isJson() {
    char first = at(skipSpaces(0, 64));
    return first == '{' || first == '[';
  }

  /// What must surround a marker that takes the place of a bare JSON number between the two
  /// indices: the quotation mark of the JSON it stands in, escapes included; empty elsewhere.
  String quoteFor(int start, int end) {
    int before = start - 1;
    while (before >= 0 && Chars.isSpace(chars[before])) {
      before--;
    }
    char left = at(before);
    char right = at(skipSpaces(end, 64));
    boolean bare =
        (left == ':' || left == ',' || left == '[')
            && (right == ',' || right == '}' || right == ']');
    if (!bare || !isJson()) {
      return "";
    }
    while (before >= 0 && chars[before] != '"') {
      before--;
    }
    return before < 0 ? "\"" : "\\".repeat(view.backslashes(before)) + '"';
  }
}
