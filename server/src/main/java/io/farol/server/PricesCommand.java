// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.cost.price.GenaiPrices;
import io.farol.cost.price.PriceBookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `farol prices import`: turns a price list of others into price books below the data directory.
/// They are read at the next start and go before the shipped ones.
@Command(
    name = "prices",
    mixinStandardHelpOptions = true,
    description = "Works on price books.",
    subcommands = PricesCommand.Import.class)
final class PricesCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("farol: prices knows: import");
    return 2;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Reads a price list into the data directory.")
  static final class Import implements Callable<Integer> {

    /// The lists that can be read.
    enum Format {
      GENAI_PRICES
    }

    @Option(
        names = "--format",
        required = true,
        paramLabel = "NAME",
        converter = FormatName.class,
        description = "genai-prices")
    private Format format = Format.GENAI_PRICES;

    @Parameters(paramLabel = "FILE", description = "The list.")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory.")
    private Path data = Path.of("farol-data");

    @Override
    public Integer call() throws IOException {
      if (!Files.isReadable(file)) {
        System.err.println("farol: " + file + " cannot be read; name the list's data.json");
        return 1;
      }
      LocalDate version =
          LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
      try {
        GenaiPrices.Imported imported =
            switch (format) {
              case GENAI_PRICES -> GenaiPrices.read(file, version);
            };
        imported.writeTo(data.resolve(Rooms.PRICES));
        System.out.printf(
            "%d prices in %d books; %d entries were left out; a running Farol reads them at its next start%n",
            imported.skus(), imported.books().size(), imported.leftOut().size());
        return 0;
      } catch (PriceBookException e) {
        System.err.println("farol: " + e.getMessage());
        return 1;
      }
    }
  }

  /// Names of formats as they are written.
  static final class FormatName implements picocli.CommandLine.ITypeConverter<Import.Format> {
    @Override
    public Import.Format convert(String text) {
      if (text.equals("genai-prices")) {
        return Import.Format.GENAI_PRICES;
      }
      throw new picocli.CommandLine.TypeConversionException(
          "\"" + text + "\" is not known; use genai-prices");
    }
  }
}
