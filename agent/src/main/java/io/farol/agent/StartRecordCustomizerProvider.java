// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Adds start records to an automatically configured SDK and to the Java agent; found by
/// [ServiceLoader], never called by hand.
///
/// Start records get an OTLP log exporter of their own, made from the same `otel.exporter.otlp.*`
/// settings as the SDK's: endpoint, headers, protocol, certificates and compression hold for both,
/// and the delay of the SDK's batch processor does not. Settings of this extension:
///
/// | property | variable | default |
/// |---|---|---|
/// | `farol.start.enabled` | `FAROL_START_ENABLED` | `true` |
/// | `farol.alive.interval` | `FAROL_ALIVE_INTERVAL` | `10s` |
public final class StartRecordCustomizerProvider implements AutoConfigurationCustomizerProvider {
  private static final Logger LOGGER =
      Logger.getLogger(StartRecordCustomizerProvider.class.getName());

  /// Called by [ServiceLoader].
  public StartRecordCustomizerProvider() {}

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addTracerProviderCustomizer(StartRecordCustomizerProvider::withStartRecords);
  }

  private static SdkTracerProviderBuilder withStartRecords(
      SdkTracerProviderBuilder builder, ConfigProperties config) {
    if (wanted(config)) {
      otlpExporter(config)
          .ifPresentOrElse(
              exporter -> builder.addSpanProcessor(processor(exporter, config)),
              () ->
                  LOGGER.log(
                      Level.WARNING,
                      "Farol start records are off: there is no OTLP log exporter on the class"
                          + " path. Add io.opentelemetry:opentelemetry-exporter-otlp."));
    }
    return builder;
  }

  /// Without exported spans every start would wait for its end in vain.
  private static boolean wanted(ConfigProperties config) {
    return config.getBoolean("farol.start.enabled", true)
        && !config.getList("otel.traces.exporter").contains("none");
  }

  private static StartRecordProcessor processor(
      LogRecordExporter exporter, ConfigProperties config) {
    return StartRecordProcessor.builder(exporter)
        .setAliveInterval(
            config.getDuration(
                "farol.alive.interval", StartRecordProcessorBuilder.DEFAULT_ALIVE_INTERVAL))
        .build();
  }

  private static Optional<LogRecordExporter> otlpExporter(ConfigProperties config) {
    ClassLoader here = StartRecordCustomizerProvider.class.getClassLoader();
    return ServiceLoader.load(ConfigurableLogRecordExporterProvider.class, here).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.getName().equals("otlp"))
        .findFirst()
        .map(provider -> provider.createExporter(config));
  }
}
