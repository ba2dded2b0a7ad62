// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Part;
import io.farol.model.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pictures, voices and files in messages: what they are, how large, which hash; never their bytes.
final class MediaReader {

  /// Base64 of at least this length that no part claimed is taken for bytes.
  private static final int LEAST_BASE64 = 512;

  private MediaReader() {}

  /// @param type the part's type, used as its media type where nothing better is said
  static Part.Media media(Map<String, Value> fields, String type) {
    Map<String, Value> inner =
        Tree.fields(
            fields,
            "source",
            "image_url",
            "input_audio",
            "audio",
            "image",
            "video",
            "document",
            "file",
            "inline_data",
            "file_data");
    Map<String, Value> source = inner == null ? fields : inner;
    Map<String, Value> deeper = Tree.fields(source, "source", "image", "audio");
    source = deeper == null ? source : deeper;
    String mediaType = mediaType(source, fields, type);
    String data =
        Tree.text(source, "data", "bytes", "b64_json", "file_data", "image_data", "content");
    if (data == null && source == fields) {
      data = Tree.text(fields, "content", "data");
    }
    if (data != null && !data.isEmpty()) {
      return data.startsWith("data:") ? ofDataUrl(data, mediaType) : ofBase64(data, mediaType);
    }
    String uri =
        Tree.text(
            source, "url", "uri", "image_url", "file_uri", "fileUri", "file_id", "fileId", "id");
    return ofUri(uri, mediaType);
  }

  /// A reference: a URL, an id of a file, or a `data:` URL, of which only size and hash are kept.
  static Part.Media ofUri(@Nullable String uri, String mediaType) {
    if (uri == null || Attributes.isPlaceholder(uri)) {
      return new Part.Media(mediaType, null, null, null);
    }
    return uri.startsWith("data:")
        ? ofDataUrl(uri, mediaType)
        : new Part.Media(mediaType, null, null, uri);
  }

  private static Part.Media ofDataUrl(String url, String mediaType) {
    int comma = url.indexOf(',');
    if (comma < 0) {
      return new Part.Media(mediaType, null, null, null);
    }
    String head = url.substring("data:".length(), comma);
    int semicolon = head.indexOf(';');
    String named = semicolon < 0 ? head : head.substring(0, semicolon);
    String type = named.isEmpty() ? mediaType : named;
    String data = url.substring(comma + 1);
    return head.endsWith(";base64")
        ? ofBase64(data, type)
        : ofBytes(data.getBytes(StandardCharsets.UTF_8), type);
  }

  static Part.Media ofBase64(String data, String mediaType) {
    byte[] bytes = decoded(data);
    return bytes == null ? new Part.Media(mediaType, null, null, null) : ofBytes(bytes, mediaType);
  }

  private static Part.Media ofBytes(byte[] bytes, String mediaType) {
    return new Part.Media(mediaType, (long) bytes.length, sha256(bytes), null);
  }

  private static byte @Nullable [] decoded(String data) {
    try {
      return data.indexOf('-') >= 0 || data.indexOf('_') >= 0
          ? Base64.getUrlDecoder().decode(data)
          : Base64.getMimeDecoder().decode(data);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static String mediaType(
      Map<String, Value> source, Map<String, Value> fields, String type) {
    String said = Tree.text(source, "mime_type", "mimeType", "media_type", "mediaType");
    if (said == null) {
      said = Tree.text(fields, "mime_type", "mimeType", "media_type", "mediaType");
    }
    if (said != null && !said.isEmpty()) {
      return said;
    }
    String modality = Tree.text(fields, "modality");
    String general =
        modality != null
            ? modality
            : switch (type) {
              case "image_url", "input_image" -> "image";
              case "input_audio" -> "audio";
              case "input_file", "file_data", "inline_data", "blob", "uri" -> "file";
              default -> type;
            };
    String format = Tree.text(source, "format");
    return format == null ? general : general + "/" + format;
  }

  /// The value with whatever must be the bytes of a file replaced by their count.
  static Value withoutBytes(Value value) {
    return switch (value) {
      case Value.Text(String text) when text.length() >= LEAST_BASE64 && isBase64(text) ->
          new Value.Text(summary(ofBase64(text, "bytes")));
      case Value.Items(List<Value> items) -> {
        List<Value> clean = new ArrayList<>(items.size());
        items.forEach(item -> clean.add(withoutBytes(item)));
        yield new Value.Items(clean);
      }
      case Value.Fields(Map<String, Value> fields) -> {
        Map<String, Value> clean = new LinkedHashMap<>();
        fields.forEach((name, each) -> clean.put(name, withoutBytes(each)));
        yield new Value.Fields(clean);
      }
      case Value.Text _, Value.Flag _, Value.Whole _, Value.Real _, Value.Bytes _, Value.Empty _ ->
          value;
    };
  }

  private static String summary(Part.Media media) {
    return "⟦" + media.bytes() + " bytes, sha256 " + media.sha256() + "⟧";
  }

  private static boolean isBase64(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && c != '+' && c != '/' && c != '=' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }
}
