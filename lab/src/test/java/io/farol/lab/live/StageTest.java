// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StageTest {
  @TempDir Path folder;

  @Test
  void aStageSetUpTwiceIsTheSame() throws Exception {
    Stage first = Stage.in(folder);
    Stage second = Stage.in(folder);

    assertThat(second.ports()).isEqualTo(first.ports());
    assertThat(second.certificates().pem()).hasSameTextualContentAs(first.certificates().pem());
  }

  @Test
  void theGatewayGetsARouteToEachPlatformForEachProgram() throws Exception {
    assertThat(Stage.in(folder).writeConfiguration())
        .content()
        .contains(
            "- name: azure-atendimento\n      upstream: https://lia-horizonte.openai.azure.com:")
        .contains("- name: serpro-cadastro\n")
        .contains("platform: whatsapp\n");
  }
}
