// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Which addresses a route may connect to. The check is made on the very address that is connected
/// to, so that a name cannot lead elsewhere a moment later. Sources: the IANA special-purpose
/// address registries (RFC 6890 and its followers); metadata services of the clouds by their
/// documented addresses.
final class AddressRule {

  private AddressRule() {}

  /// What sort of place an address is.
  enum Place {
    PUBLIC,
    /// Loopback, private networks: reached only by a route that allows it.
    PRIVATE,
    /// Link-local, metadata services, multicast, unspecified: never reached.
    FORBIDDEN
  }

  static boolean permits(InetAddress address, boolean allowPrivate) {
    return switch (place(address)) {
      case PUBLIC -> true;
      case PRIVATE -> allowPrivate;
      case FORBIDDEN -> false;
    };
  }

  static Place place(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? ofVersion4(bytes) : ofVersion6(bytes);
  }

  private static Place ofVersion4(byte[] bytes) {
    int a = bytes[0] & 0xFF;
    int b = bytes[1] & 0xFF;
    int c = bytes[2] & 0xFF;
    int d = bytes[3] & 0xFF;
    boolean metadata =
        (a == 100 && b == 100 && c == 100 && d == 200)
            || (a == 192 && b == 0 && c == 0 && d == 192)
            || (a == 168 && b == 63 && c == 129 && d == 16);
    if (a == 0 || (a == 169 && b == 254) || a >= 224 || metadata) {
      return Place.FORBIDDEN;
    }
    boolean within =
        a == 10
            || a == 127
            || (a == 172 && b >= 16 && b < 32)
            || (a == 192 && b == 168)
            || (a == 100 && b >= 64 && b < 128)
            || (a == 192 && b == 0 && c == 0)
            || (a == 198 && (b == 18 || b == 19));
    return within ? Place.PRIVATE : Place.PUBLIC;
  }

  private static Place ofVersion6(byte[] bytes) {
    int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    boolean zeros = allZero(bytes, 0, 12);
    if (zeros && allZero(bytes, 12, 15) && bytes[15] == 1) {
      return Place.PRIVATE;
    }
    if (zeros || (first == 0x64 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B)) {
      // IPv4-compatible, and IPv4 behind NAT64.
      return allZero(bytes, 0, 16)
          ? Place.FORBIDDEN
          : ofVersion4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (first == 0x2002) {
      return ofVersion4(Arrays.copyOfRange(bytes, 2, 6));
    }
    boolean awsMetadata =
        Arrays.equals(bytes, parse("fd00:ec2::254").getAddress())
            || Arrays.equals(bytes, parse("fd20:ce::254").getAddress());
    if ((first & 0xFFC0) == 0xFE80 || (first & 0xFF00) == 0xFF00 || awsMetadata) {
      return Place.FORBIDDEN;
    }
    boolean within = (first & 0xFE00) == 0xFC00 || (first & 0xFFC0) == 0xFEC0;
    boolean teredo = first == 0x2001 && bytes[2] == 0 && bytes[3] == 0;
    return within || teredo ? Place.PRIVATE : Place.PUBLIC;
  }

  private static boolean allZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress parse(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
