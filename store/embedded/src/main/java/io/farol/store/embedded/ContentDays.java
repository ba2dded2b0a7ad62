// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.Position;
import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of content, `YYYY-MM-DD.duckdb`, attached when they are first needed. A file that is
/// damaged is told of and harms no other; when its day is to be written it is moved aside, to
/// `YYYY-MM-DD.duckdb.damaged`, and a new one begun. Safe for many threads.
final class ContentDays {

  private static final Logger LOG = LoggerFactory.getLogger(ContentDays.class);
  private static final int NEWEST = 3;

  private final Engine engine;
  private final DataDirectory directory;
  private final Set<Integer> attached = new HashSet<>();
  private final Map<Integer, String> damaged = new TreeMap<>();
  private long generation;

  ContentDays(Engine engine, DataDirectory directory) {
    this.engine = engine;
    this.directory = directory;
    this.generation = engine.generation();
    for (Path aside : listed("\\.damaged")) {
      damaged.put(day(aside), aside + " was moved aside earlier");
    }
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
  String attach(int epochDay) throws SQLException {
    return engine.use(connection -> attached(epochDay));
  }

  private synchronized String attached(int epochDay) throws SQLException {
    if (generation != engine.generation()) {
      attached.clear();
      generation = engine.generation();
    }
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

  /// Notes that a day could not be read because its file is damaged.
  synchronized void damaged(int epochDay, Throwable cause) {
    String before = damaged.putIfAbsent(epochDay, file(epochDay) + ": " + Damaged.firstLine(cause));
    if (before == null) {
      LOG.atError()
          .addKeyValue("file", file(epochDay))
          .addKeyValue("error", Damaged.firstLine(cause))
          .log("a file of content is damaged");
    }
  }

  /// What is damaged, in words.
  synchronized List<String> damages() {
    return damaged.values().stream()
        .map(what -> what + "; what was said that day is incomplete, a backup may have it")
        .toList();
  }

  /// Moves a damaged file and its log aside, so that its day can be written anew.
  void moveAside(int epochDay, Throwable cause) throws SQLException {
    damaged(epochDay, cause);
    engine.within(() -> moveAside(epochDay));
  }

  private synchronized void moveAside(int epochDay) throws SQLException {
    engine.detach(name(epochDay));
    attached.remove(epochDay);
    Path file = file(epochDay);
    try {
      for (String ending : List.of("", ".wal")) {
        Path from = file.resolveSibling(file.getFileName() + ending);
        if (Files.exists(from)) {
          Files.move(
              from,
              file.resolveSibling(file.getFileName() + ".damaged" + ending),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          Kind.OPERATOR, file + " is damaged and cannot be moved aside: " + e.getMessage(), e);
    }
  }

  /// How far the files say that content has come. It is enough to ask those that were written last:
  /// an answer that is too low costs room, not content.
  Position position(Connection connection) throws SQLException {
    Position newest = Position.START;
    for (int day : lastWritten()) {
      try {
        long found =
            Sql.number(
                connection, "select coalesce(max(position), 0) from " + attach(day) + ".progress");
        if (found > newest.value()) {
          newest = new Position(found);
        }
      } catch (SQLException e) {
        if (!Damaged.is(e)) {
          throw e;
        }
        damaged(day, e);
      }
    }
    return newest;
  }

  private List<Integer> lastWritten() {
    return listed("").stream()
        .sorted(Comparator.comparing(ContentDays::written).reversed())
        .limit(NEWEST)
        .map(ContentDays::day)
        .toList();
  }

  /// Unlinks the days before one, those that were moved aside, too.
  ///
  /// @param spared a day that stays, or null
  /// @return how many files went
  int drop(long before, @Nullable Integer spared) {
    int dropped = 0;
    for (Path file : listed("(\\.damaged)?")) {
      int day = day(file);
      if (day < before && (spared == null || day != spared)) {
        dropped += drop(file, day) ? 1 : 0;
      }
    }
    return dropped;
  }

  private boolean drop(Path file, int day) {
    try {
      engine.within(() -> unlink(file, day));
      return true;
    } catch (SQLException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("error", e.getMessage())
          .log("a day of content whose time is over could not be dropped; it is tried again");
      return false;
    }
  }

  private synchronized void unlink(Path file, int day) throws SQLException {
    if (attached.remove(day)) {
      engine.detach(name(day));
    }
    try {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SQLException(e);
    }
    damaged.remove(day);
  }

  /// Attaches every day, to see that it can be.
  void attachAll() throws SQLException {
    for (Path file : files()) {
      attach(day(file));
    }
  }

  /// The files of all days.
  List<Path> files() {
    return listed("");
  }

  private static int day(Path file) {
    String name = file.getFileName().toString();
    return Math.toIntExact(
        LocalDate.parse(name.substring(0, name.indexOf(".duckdb"))).toEpochDay());
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new StoreException(Kind.OPERATOR, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// @param ending of the name, behind that of a day, as a pattern
  private List<Path> listed(String ending) {
    try (Stream<Path> files = Files.list(directory.content())) {
      return files
          .filter(file ->
              file.getFileName().toString().matches("-?[0-9]+-[0-9]{2}-[0-9]{2}\\.duckdb" + ending))
          .toList();
    } catch (IOException e) {
      throw new StoreException(
          Kind.OPERATOR, directory.content() + " cannot be read: " + e.getMessage(), e);
    }
  }
}
