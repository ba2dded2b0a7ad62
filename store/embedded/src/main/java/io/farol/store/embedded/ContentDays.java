// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.Position;
import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of content, `YYYY-MM-DD.duckdb`, attached when they are first needed. Safe for many
/// threads.
final class ContentDays {

  private static final Logger LOG = LoggerFactory.getLogger(ContentDays.class);
  private static final int NEWEST = 3;

  private final Engine engine;
  private final DataDirectory directory;
  private final Set<Integer> attached = new HashSet<>();

  ContentDays(Engine engine, DataDirectory directory) {
    this.engine = engine;
    this.directory = directory;
  }

  Path file(int epochDay) {
    return directory.content().resolve(LocalDate.ofEpochDay(epochDay) + ".duckdb");
  }

  private static String name(int epochDay) {
    return epochDay < 0 ? "content_before_" + -epochDay : "content_" + epochDay;
  }

  /// Attaches the file of a day; makes it when it is not there.
  ///
  /// @return its name in the instance
  synchronized String attach(int epochDay) throws SQLException {
    String name = name(epochDay);
    if (attached.add(epochDay)) {
      try {
        engine.attach(file(epochDay), name, "content");
      } catch (SQLException e) {
        attached.remove(epochDay);
        throw e;
      }
    }
    return name;
  }

  /// True when anything was kept for that day.
  synchronized boolean exists(int epochDay) {
    return attached.contains(epochDay) || Files.exists(file(epochDay));
  }

  /// Gives a file up, so that the next use attaches it anew.
  synchronized void reattach(int epochDay) {
    try {
      engine.detach(name(epochDay));
      attached.remove(epochDay);
    } catch (SQLException e) {
      LOG.atDebug()
          .addKeyValue("file", name(epochDay))
          .addKeyValue("error", e.getMessage())
          .log("a file of content is still in use");
    }
  }

  /// How far the files say that content has come. It is enough to ask those that were written last:
  /// an answer that is too low costs room, not content.
  Position position(Connection connection) throws SQLException {
    Position newest = Position.START;
    for (int day : lastWritten()) {
      long found =
          Sql.number(
              connection, "select coalesce(max(position), 0) from " + attach(day) + ".progress");
      if (found > newest.value()) {
        newest = new Position(found);
      }
    }
    return newest;
  }

  private List<Integer> lastWritten() {
    record Written(int day, FileTime at) {}
    try (Stream<Path> files = Files.list(directory.content())) {
      List<Written> found = new ArrayList<>();
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches("-?[0-9]+-[0-9]{2}-[0-9]{2}\\.duckdb")) {
          int day =
              Math.toIntExact(
                  LocalDate.parse(name.substring(0, name.length() - ".duckdb".length()))
                      .toEpochDay());
          found.add(new Written(day, Files.getLastModifiedTime(file)));
        }
      }
      return found.stream()
          .sorted(Comparator.comparing(Written::at).reversed())
          .limit(NEWEST)
          .map(Written::day)
          .toList();
    } catch (IOException e) {
      throw new StoreException(
          Kind.OPERATOR, directory.content() + " cannot be read: " + e.getMessage(), e);
    }
  }
}
