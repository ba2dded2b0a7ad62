// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's commands do what it says: they are taken out of it and run.
class ReadmeIT {

  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theSpanOfTheReadmeIsSentPricedAndRedacted() throws IOException, InterruptedException {
    String readme = Files.readString(Path.of("..", "README.md"));
    List<String> blocks = BLOCK.matcher(readme).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSize(2);
    try (FarolProcess farol = FarolProcess.start(folder.resolve("data"), "--open")) {
      assertThat(run(farol, blocks.getFirst())).isEqualTo("{}");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> run(farol, blocks.getLast()).contains("startedAt"));
      JsonNode exchange = FarolProcess.parse(run(farol, blocks.getLast()));
      assertThat(exchange.at("/cost/state").textValue()).isEqualTo("priced");
      assertThat(exchange.at("/messages/0/parts/0/text").textValue()).startsWith("meu CPF é ⟦cpf:");
    }
  }

  @Test
  void bothReadmesBeginWithTheSameTwoCommands() throws IOException {
    Pattern command = Pattern.compile("^(\\./farol \\w+)", Pattern.MULTILINE);
    List<String> english = commands(command, "README.md");
    assertThat(english).startsWith("./farol demo", "./farol serve");
    assertThat(commands(command, "README.pt-BR.md")).isEqualTo(english);
  }

  private static List<String> commands(Pattern command, String file) throws IOException {
    Matcher matcher = command.matcher(Files.readString(Path.of("..", file)));
    return matcher.results().map(found -> found.group(1)).toList();
  }

  private static String run(FarolProcess farol, String block)
      throws IOException, InterruptedException {
    String script =
        block
            .replace("http://127.0.0.1:4318", farol.otlpHttp())
            .replace("http://127.0.0.1:3276", farol.http());
    Process process = new ProcessBuilder("bash", "-c", script).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return answer.strip();
  }
}
