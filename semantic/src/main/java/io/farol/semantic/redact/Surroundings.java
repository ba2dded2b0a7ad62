// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Locale;
import java.util.Set;

/// What is written around a number: the key it is the value of, and words shortly before it.
/// Nothing is read across an earlier find, so that a text reads the same once that is a marker. For
/// one scan.
final class Surroundings {

  private static final int REACH = 36;
  private static final int LONGEST_KEY = 48;

  /// How far the next phone of a list may stand from the one before.
  private static final int NEXT = 5;

  private static final int LONGEST_CHAT = 280;

  private static final String[] PHONE_WORDS = {
    "telefone",
    "fone",
    "tel",
    "celular",
    "cel",
    "whats",
    "whatsapp",
    "zap",
    "zapzap",
    "phone",
    "mobile",
    "chama",
    "ligar",
    "ligue",
    "liga",
    "contato",
    "numero",
    "número",
    "wa_id",
    "msisdn",
    "sms"
  };
  private static final String[] OTHER_WORDS = {
    "protocolo", "pedido", "processo", "codigo", "código", "nota", "boleto", "timestamp", "nsu",
    "fatura", "matricula", "matrícula", "conta", "created", "expires", "id", "order", "invoice",
    "ticket", "chamado", "nf", "lote", "recibo", "contrato"
  };
  private static final Set<String> PHONE_KEYS =
      Set.of(
          "waid",
          "phone",
          "phonenumber",
          "displayphonenumber",
          "msisdn",
          "recipientid",
          "telefone",
          "celular",
          "fone",
          "tel",
          "mobile",
          "mobilephone",
          "mobilenumber",
          "whatsapp",
          "whatsappnumber",
          "contactphone",
          "telephone",
          "userphone",
          "customerphone",
          "cellphone",
          "telefonecelular",
          "numerotelefone",
          "numerocelular",
          "fax",
          "whatsappid",
          "sender",
          "recipient",
          "from",
          "to");
  private static final String[] PLATFORM_IDS = {
    "businessid", "pageid", "appid", "wabaid", "phonenumberid", "accountid", "adid", "catalogid"
  };
  private static final Set<String> PARTY_KEYS = Set.of("from", "to", "sender", "recipient");

  private final Scan scan;

  Surroundings(Scan scan) {
    this.scan = scan;
  }

  /// What a CPF, CNPJ or phone may hang on to without a space: `CPF52998224725`.
  boolean isGlued(int start) {
    int word = start;
    while (word > 0 && start - word < 10 && Chars.isLetter(scan.chars[word - 1])) {
      word--;
    }
    return switch (scan.text(word, start).toLowerCase(Locale.ROOT)) {
      case "cpf",
          "cnpj",
          "tel",
          "fone",
          "telefone",
          "cel",
          "celular",
          "zap",
          "whatsapp",
          "wa",
          "phone" ->
          true;
      default -> false;
    };
  }

  boolean saysCpf(int start) {
    return says(start, "cpf");
  }

  boolean saysCnpj(int start) {
    return says(start, "cnpj");
  }

  boolean saysPhone(int start) {
    boolean another = scan.wallIsPhone() && start - scan.wall() <= NEXT;
    return another || says(start, PHONE_WORDS);
  }

  boolean saysOther(int start) {
    return says(start, OTHER_WORDS);
  }

  /// Whether the text is all number, or a short message of a person in which it follows a word.
  boolean isChat(int start, int end) {
    if (scan.key != null || scan.length > LONGEST_CHAT || scan.isJson()) {
      return false;
    }
    int word = start - 1;
    boolean alone = scan.skipSpaces(0, start) == start && scan.skipSpaces(end, 8) == scan.length;
    boolean said =
        scan.at(word) == ' '
            && Chars.isLetter(scan.at(word - 1))
            && ".,;!?)\0 \n".indexOf(scan.at(end)) >= 0;
    return alone || said;
  }

  /// Whether the number is the whole value of a key that names a phone.
  boolean isPhoneKey(int start) {
    return PHONE_KEYS.contains(keyBefore(start));
  }

  /// Whether it is the value of an id that is no phone: `phone_number_id`.
  boolean isIdKey(int start) {
    String key = keyBefore(start);
    return key.endsWith("id") && !PHONE_KEYS.contains(key);
  }

  /// Whether it is an id that Meta numbers like cards: `owner_business_id`.
  boolean isPlatformKey(int start) {
    String key = keyBefore(start);
    for (String id : PLATFORM_IDS) {
      if (key.endsWith(id)) {
        return true;
      }
    }
    return false;
  }

  /// Whether that key may as well name a moment: `from`, `to`.
  boolean isPartyKey(int start) {
    return PARTY_KEYS.contains(keyBefore(start));
  }

  boolean isCpfKey(int start) {
    return keyBefore(start).endsWith("cpf") || keyBefore(start).startsWith("cpf");
  }

  boolean isCnpjKey(int start) {
    return keyBefore(start).endsWith("cnpj") || keyBefore(start).startsWith("cnpj");
  }

  /// The key right before a value, its letters and digits alone in lower case; empty when there is
  /// none.
  private String keyBefore(int start) {
    int at = back(start);
    if (at <= 0) {
      return scan.key == null ? "" : flat(lastPart(scan.key));
    }
    char sign = scan.chars[at - 1];
    if (sign != ':' && sign != '=') {
      return "";
    }
    int end = back(at - 1);
    int from = end;
    while (from > scan.wall() && end - from < LONGEST_KEY && isKey(scan.chars[from - 1])) {
      from--;
    }
    return flat(lastPart(scan.text(from, end)));
  }

  /// Back over spaces and quotes, and the bracket of a list.
  private int back(int from) {
    int at = from;
    while (at > scan.wall() && isFrame(scan.chars[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isFrame(char c) {
    return Chars.isSpace(c) || Chars.isQuote(c) || c == '[' || c == '+' || c == '(';
  }

  private static boolean isKey(char c) {
    return Chars.isToken(c) || c == '.';
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private static String flat(String key) {
    StringBuilder flat = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Chars.isWord(c)) {
        flat.append(Chars.lower(c));
      }
    }
    return flat.toString();
  }

  private boolean says(int start, String... words) {
    int from = Math.max(scan.wall(), start - REACH);
    String near = scan.text(Math.min(from, start), start);
    if (from == 0 && scan.key != null) {
      near = scan.key + ' ' + near;
    }
    near = near.toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (holds(near, word)) {
        return true;
      }
    }
    return false;
  }

  /// Short words count only when they stand alone; long ones as part of others too.
  private static boolean holds(String near, String word) {
    int at = near.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      boolean alone =
          (at == 0 || !Chars.isLetter(near.charAt(at - 1)))
              && (end == near.length() || !Chars.isLetter(near.charAt(end)));
      if (alone || word.length() > 4) {
        return true;
      }
      at = near.indexOf(word, at + 1);
    }
    return false;
  }
}
