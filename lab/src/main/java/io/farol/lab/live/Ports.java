// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// Where everybody listens on loopback.
record Ports(int azure, int whatsApp, int serpro, int slips, int attendance, int registration) {
  private static final String FILE = "ports.properties";

  /// Those chosen for this folder before, else any that are free now.
  static Ports in(Path work) throws IOException {
    Path file = work.resolve(FILE);
    if (Files.exists(file)) {
      Properties known = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        known.load(in);
      }
      return new Ports(
          port(known, "azure"),
          port(known, "whatsapp"),
          port(known, "serpro"),
          port(known, "slips"),
          port(known, "attendance"),
          port(known, "registration"));
    }
    List<Integer> free = free(6);
    Ports ports =
        new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4), free.get(5));
    Properties chosen = new Properties();
    chosen.setProperty("azure", Integer.toString(ports.azure));
    chosen.setProperty("whatsapp", Integer.toString(ports.whatsApp));
    chosen.setProperty("serpro", Integer.toString(ports.serpro));
    chosen.setProperty("slips", Integer.toString(ports.slips));
    chosen.setProperty("attendance", Integer.toString(ports.attendance));
    chosen.setProperty("registration", Integer.toString(ports.registration));
    try (Writer out = Files.newBufferedWriter(file)) {
      chosen.store(out, null);
    }
    return ports;
  }

  private static int port(Properties known, String name) {
    return Integer.parseInt(known.getProperty(name));
  }

  /// All are held until all are found, so that none is found twice.
  private static List<Integer> free(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.add(socket.getLocalPort());
      }
      return ports;
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
