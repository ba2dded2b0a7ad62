// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

import io.farol.lab.platforms.AzureOpenAi;
import io.farol.lab.platforms.Certificates;
import io.farol.lab.platforms.Serpro;
import io.farol.lab.platforms.Slips;
import io.farol.lab.platforms.WhatsApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What stands before anybody acts: who listens where, under which names, with which certificates.
/// The platforms keep their real names, which lead to this machine for whoever is given the hosts
/// file, and nowhere else: a name that is not in it does not exist.
///
/// @param work the folder where everything lies; set up twice, it is the same
public record Stage(Path work, Ports ports, Certificates certificates, Path hosts) {
  private static final List<String> NAMES =
      List.of(AzureOpenAi.HOST, WhatsApp.HOST, WhatsApp.MEDIA_HOST, Serpro.HOST, Slips.HOST);

  /// Where another of the assistant's own programs is found.
  private static final String REGISTRATION_HOST = "cadastro";

  /// Sets it up.
  ///
  /// @throws IOException when the folder cannot be written or keytool fails
  public static Stage in(Path work) throws IOException {
    Files.createDirectories(work);
    Path hosts = work.resolve("hosts");
    Files.writeString(
        hosts, "127.0.0.1 localhost " + String.join(" ", NAMES) + " " + REGISTRATION_HOST + "\n");
    return new Stage(work, Ports.in(work), Certificates.make(work, NAMES), hosts);
  }

  String azure() {
    return "https://" + AzureOpenAi.HOST + ":" + ports.azure();
  }

  String whatsApp() {
    return "https://" + WhatsApp.HOST + ":" + ports.whatsApp();
  }

  String serpro() {
    return "https://" + Serpro.HOST + ":" + ports.serpro();
  }

  String slips() {
    return "http://" + Slips.HOST + ":" + ports.slips();
  }

  String webhook() {
    return "http://127.0.0.1:" + ports.attendance() + "/webhook/whatsapp";
  }

  String registration() {
    return "http://" + REGISTRATION_HOST + ":" + ports.registration();
  }

  /// Writes what Farol needs to stand between: a route to each platform for each program, and the
  /// webhook's.
  ///
  /// @return the configuration's file
  public Path writeConfiguration() throws IOException {
    Path secret = work.resolve("app-secret");
    Path verification = work.resolve("verify-token");
    Files.writeString(secret, WhatsApp.APP_SECRET);
    Files.writeString(verification, WhatsApp.VERIFY_TOKEN);
    StringBuilder text = new StringBuilder("gateway:\n  routes:\n");
    for (String program : Programs.NAMES) {
      route(text, "azure", program, azure());
      route(text, "whatsapp", program, whatsApp());
      route(text, "serpro", program, serpro());
      route(text, "slips", program, slips());
    }
    text.append(
        """
        hooks:
          routes:
            - name: whatsapp
              platform: whatsapp
              secret: ${file:%s}
              verify-token: ${file:%s}
              forward: %s
              to: atendimento
              allow-private: true
        """
            .formatted(secret.toAbsolutePath(), verification.toAbsolutePath(), webhook()));
    Path file = work.resolve("farol.yaml");
    Files.writeString(file, text);
    return file;
  }

  /// The route's name for a program.
  static String route(String platform, String program) {
    return platform + "-" + program;
  }

  private void route(StringBuilder text, String platform, String program, String upstream) {
    text.append("    - name: ").append(route(platform, program)).append('\n');
    text.append("      upstream: ").append(upstream).append('\n');
    text.append("      from: ").append(program).append('\n');
    text.append("      allow-private: true\n");
    if (upstream.startsWith("https")) {
      text.append("      trust-store: ").append(certificates.pem().toAbsolutePath()).append('\n');
    }
  }
}
