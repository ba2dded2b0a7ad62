// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where price books come from: the jar, and a directory of a team's own.
public final class PriceBooks {

  /// The books that travel in the jar.
  static final List<String> SHIPPED =
      List.of("openai.yaml", "azure-openai.yaml", "serpro.yaml", "whatsapp.yaml");

  private PriceBooks() {}

  /// The books in the jar.
  public static List<PriceBook> shipped() {
    List<String> problems = new ArrayList<>();
    List<PriceBook> books = new ArrayList<>();
    for (String file : SHIPPED) {
      add(books, file, resource(file), problems);
    }
    return checked(books, problems);
  }

  /// Every `*.yaml` of a directory, in the order of their names; none when the directory is not
  /// there.
  ///
  /// @throws PriceBookException with the problems of all files together
  public static List<PriceBook> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    List<PriceBook> books = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        add(books, file.getFileName().toString(), Files.readString(file), problems);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read price books of " + directory, e);
    }
    return checked(books, problems);
  }

  /// Reads one book.
  ///
  /// @param file its name, for problems
  /// @throws PriceBookException with everything that is wrong
  public static PriceBook read(String file, String text) {
    List<String> problems = new ArrayList<>();
    List<PriceBook> books = new ArrayList<>();
    add(books, file, text, problems);
    return checked(books, problems).getFirst();
  }

  static String resource(String file) {
    try (InputStream in = PriceBooks.class.getResourceAsStream("/prices/" + file)) {
      if (in == null) {
        throw new IllegalStateException("prices/" + file + " is not in this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read prices/" + file, e);
    }
  }

  private static void add(List<PriceBook> books, String file, String text, List<String> problems) {
    PriceBook book = BookReader.read(file, text, problems);
    if (book != null) {
      books.add(book);
    }
  }

  private static List<PriceBook> checked(List<PriceBook> books, List<String> problems) {
    Set<String> names = new HashSet<>();
    for (PriceBook book : books) {
      if (!names.add(book.name())) {
        problems.add("book \"" + book.name() + "\" is there twice; rename one of them");
      }
    }
    if (!problems.isEmpty()) {
      throw new PriceBookException(problems);
    }
    return List.copyOf(books);
  }
}
